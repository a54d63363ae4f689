import { statSync } from 'node:fs'
import process from 'node:process'
import { WorkbenchError } from '../shared/errors.ts'

/** What has happened to a program while it runs: another version took its place, or it is no longer there. */
export type InstallationChange = 'updated' | 'removed'

/** What tells a file from one that was put in its place; null of one that is not there, or cannot be asked after. */
function identityOf(file: string): string | null {
  try {
    const { dev, ino, mtimeNs } = statSync(file, { bigint: true })
    return `${dev} ${ino} ${mtimeNs}`
  } catch {
    return null
  }
}

/**
 * The program's own file, which a package manager replaces also while it runs. What runs goes on with what it has loaded, but every
 * thread and process that it starts from then on would be of the other version, on the same workspace.
 */
export class Installation {
  private readonly atStart: string | null

  /** @param file null of a program that is not installed as a whole */
  constructor(private readonly file: string | null) {
    this.atStart = file === null ? null : identityOf(file)
  }

  /** Since the start; null: nothing. */
  get change(): InstallationChange | null {
    if (this.file === null || this.atStart === null) return null
    const now = identityOf(this.file)
    if (now === this.atStart) return null
    return now === null ? 'removed' : 'updated'
  }

  /** @throws WorkbenchError `replaced` */
  refuseReplaced(): void {
    const { change } = this
    if (change === 'updated') throw new WorkbenchError('replaced', 'Manifold Workbench was updated while it was open. Restart it, then try again.')
    if (change === 'removed') throw new WorkbenchError('replaced', 'Manifold Workbench was removed while it was open. Install it again, then restart it.')
  }
}

/** Of this program. Its binary stands for all of it: dpkg puts a package's files in their places within a moment. */
export const installation = new Installation('electron' in process.versions ? process.execPath : null)
