import { statSync } from 'node:fs'
import process from 'node:process'
import { WorkbenchError } from '../shared/errors.ts'

/** What tells a file from one that was put in its place. */
function identityOf(file: string): string | null {
  const stats = statSync(file, { throwIfNoEntry: false, bigint: true })
  return stats === undefined ? null : `${stats.dev} ${stats.ino} ${stats.mtimeNs}`
}

/**
 * The program's own file, which a package manager replaces also while it runs. What runs goes on with what it has loaded, but every
 * thread and process that it starts from then on would be of the other version, on the same workspace.
 */
export class Installation {
  private readonly atStart: string | null

  constructor(private readonly file: string) {
    this.atStart = identityOf(file)
  }

  /** Whether it was replaced or removed since. */
  get isReplaced(): boolean {
    return identityOf(this.file) !== this.atStart
  }

  /** @throws WorkbenchError `replaced` */
  refuseReplaced(): void {
    if (!this.isReplaced) return
    throw new WorkbenchError('replaced', 'Manifold Workbench was updated while it was open. Restart it, then try again.')
  }
}

/** Of this program. Its binary stands for all of it: a package's files are replaced together. */
export const installation = new Installation(process.execPath)
