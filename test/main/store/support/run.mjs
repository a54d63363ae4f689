import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

const [file, ...args] = argv.slice(2)
const { module } = await runnerImport(fileURLToPath(import.meta.resolve(`./${file}`)), { configFile: false, logLevel: 'error' })
await module.main(...args)
