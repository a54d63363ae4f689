import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { WorkbenchError } from '../shared/errors.ts'
import { installation } from './installation.ts'

/** Seen from a bundle in out/main, from a chunk one folder below, and from this source file. */
const places = ['./', '../', '../../out/main/']

type WorkerName =
  | 'training-worker'
  | 'hooks'
  | 'export-worker'
  | 'frame-worker'
  | 'import-worker'
  | 'copy-worker'
  | 'dataset-import-worker'
  | 'dataset-samples-worker'
  | 'inference'

/**
 * The built file of a worker thread or process. Code that runs from its sources, as tests do, gets the worker of the last build,
 * since neither runs TypeScript.
 *
 * @param name of the entry in electron.vite.config.ts
 * @throws WorkbenchError `replaced` where that file may be another version's
 */
export function workerPath(name: WorkerName): string {
  installation.refuseReplaced()
  for (const place of places) {
    const path = fileURLToPath(new URL(`${place}${name}.js`, import.meta.url))
    if (existsSync(path)) return path
  }
  throw new WorkbenchError('internal', `The ${name} is not built. Build the application: npx electron-vite build.`)
}
