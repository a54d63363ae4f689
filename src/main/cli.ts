import { readFileSync } from 'node:fs'
import { runAsProgram } from './cli/run-as-program.ts'

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }

/** npm runs the command in the project's folder, and says where the user typed it. */
const typedIn = process.env.npm_lifecycle_event === 'workbench' ? process.env.INIT_CWD : undefined

process.exitCode = await runAsProgram(process.argv.slice(2), {
  name: 'workbench',
  version,
  workingDirectory: typedIn ?? process.cwd(),
})
