import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

/**
 * tfjs on the workbench's own native library, as the engine makes it.
 * @type {{ module: typeof import('../../src/main/engine/tensorflow.ts') }}
 */
const { module } = await runnerImport(fileURLToPath(new URL('../../src/main/engine/tensorflow.ts', import.meta.url)), { configFile: false })

export const { tf } = module
