import { WorkbenchError } from '../../shared/errors.ts'
import type { LearningRateChange } from '../../shared/experiment/learning-rate-change.ts'
import type { Connection } from './connection.ts'
import { insertSealed } from './sealed-rows.ts'

/** Learning rates that were set by hand: part of what a run is a function of, since a resumed one repeats them. */
export class LearningRateChanges {
  constructor(private readonly connection: Connection) {}

  /** In the order in which they apply. */
  list(experimentId: string): LearningRateChange[] {
    return this.connection
      .statement<LearningRateChange>(
        `SELECT epoch, step, learning_rate AS learningRate, changed_at AS changedAt FROM learning_rate_changes
         WHERE experiment_id = ? ORDER BY epoch, step`,
      )
      .all(experimentId)
  }

  /**
   * Adds a change. It takes the place of those recorded for later, which an epoch that was lost has left behind: the last
   * word counts.
   */
  insert(experimentId: string, { epoch, step, learningRate, changedAt }: LearningRateChange): void {
    if (!Number.isFinite(learningRate) || learningRate <= 0) {
      throw new WorkbenchError('invalid-parameter', 'A learning rate is a number above 0. Choose another one.')
    }
    this.connection.transaction(() => {
      this.connection
        .statement('DELETE FROM learning_rate_changes WHERE experiment_id = ? AND (epoch > ? OR (epoch = ? AND step >= ?))')
        .run(experimentId, epoch, epoch, step)
      const row = { experiment_id: experimentId, epoch, step, learning_rate: learningRate, changed_at: changedAt }
      insertSealed(this.connection, 'learning_rate_changes', row)
    })
  }
}
