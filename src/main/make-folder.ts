import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { toWorkbenchError } from '../shared/errors.ts'

/**
 * Makes a folder, and those above it that are missing; one that is there already is fine. Not by `mkdir`'s own
 * `recursive`, which tries for ever, and takes all memory, where a file system refuses with ENOENT, as below /proc.
 * @throws WorkbenchError
 */
export function makeFolder(path: string): void {
  const parent = dirname(path)
  if (!existsSync(parent)) makeFolder(parent)
  try {
    mkdirSync(path)
  } catch (thrown) {
    const exists = (thrown as NodeJS.ErrnoException).code === 'EEXIST'
    if (!exists || statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) throw toWorkbenchError(thrown)
  }
}
