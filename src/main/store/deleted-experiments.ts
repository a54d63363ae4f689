import { WorkbenchError } from '../../shared/errors.ts'
import type { Connection } from './connection.ts'
import { reseal } from './sealed-rows.ts'

/** As the time of its deletion: parts of it are gone, so that it can no longer be restored. */
const removing = 0

/** Experiments that were deleted and can still be restored; they are invisible everywhere else. */
export class DeletedExperiments {
  constructor(private readonly connection: Connection) {}

  /** Takes an experiment out of sight. @throws WorkbenchError `unknown-experiment` */
  add(id: string): void {
    const changes = this.setDeletedAt(Date.now(), id, 'deleted_at IS NULL')
    if (changes === 0) throw new WorkbenchError('unknown-experiment', `There is no experiment “${id}” in this workspace. It may have been deleted elsewhere.`)
  }

  /** Puts it back as it was, as long as all of it is there. @throws WorkbenchError `unknown-experiment` if it is gone for good */
  restore(id: string): void {
    const changes = this.setDeletedAt(null, id, `deleted_at > ${removing}`)
    if (changes === 0) throw new WorkbenchError('unknown-experiment', 'The experiment is gone for good. If you have exported it, import that file.')
  }

  /** Ids of those that were deleted by that time (milliseconds since 1970, UTC). */
  until(time: number): string[] {
    return this.connection
      .statement<{ id: string }>('SELECT id FROM experiments WHERE deleted_at <= ? ORDER BY number')
      .all(time)
      .map(({ id }) => id)
  }

  /**
   * Removes a part of one for good: its large rows one at a time, and at last itself, so that nobody waits for long.
   * @returns whether there is more to remove
   */
  removePart(id: string): boolean {
    this.setDeletedAt(removing, id, `deleted_at > ${removing}`)
    const deleted = '(SELECT 1 FROM experiments WHERE id = ? AND deleted_at IS NOT NULL)'
    for (const table of ['snapshots', 'checkpoints']) {
      const oldest = `SELECT epoch FROM ${table} WHERE experiment_id = ? LIMIT 1`
      const { changes } = this.connection
        .statement(`DELETE FROM ${table} WHERE experiment_id = ? AND epoch = (${oldest}) AND EXISTS ${deleted}`)
        .run(id, id, id)
      if (changes > 0) return true
    }
    this.connection.statement('DELETE FROM experiments WHERE id = ? AND deleted_at IS NOT NULL').run(id)
    return false
  }

  /** @returns how many rows that was */
  private setDeletedAt(time: number | null, id: string, condition: string): number {
    return this.connection.transaction(() => {
      const { changes } = this.connection
        .statement(`UPDATE experiments SET deleted_at = ? WHERE id = ? AND ${condition}`)
        .run(time, id)
      if (changes > 0) reseal(this.connection, 'experiments', 'id = ?', id)
      return changes
    })
  }
}
