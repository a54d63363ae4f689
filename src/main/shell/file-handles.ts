import { randomUUID } from 'node:crypto'
import { WorkbenchError } from '../../shared/errors.ts'

/** Remembers the files that the user chose. The page gets a handle of each and never sees or names a path. */
export class FileHandles {
  readonly #paths = new Map<string, string>()

  add(path: string): string {
    const handle = randomUUID()
    this.#paths.set(handle, path)
    return handle
  }

  path(handle: string): string {
    const path = this.#paths.get(handle)
    if (path === undefined) {
      throw new WorkbenchError('not-found', 'The chosen file is no longer known. Choose it again.')
    }
    return path
  }
}
