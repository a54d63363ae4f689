import { isSnapshotEpoch, type SnapshotSchedule } from '../../../shared/experiment/save-epochs.ts'
import type { EpochRecord } from '../../store/records.ts'
import type { Callback, EpochDraft, EpochLogs } from './callback.ts'

/** The tutorial's `save_epochs`: at the end of each epoch of the schedule, the epoch gets a snapshot. */
export class Snapshots implements Callback {
  readonly name = 'snapshots'

  constructor(
    private readonly schedule: SnapshotSchedule,
    private readonly totalEpochs: number,
    private readonly take: (epoch: number) => NonNullable<EpochRecord['snapshot']>,
  ) {}

  onEpochEnd(epoch: number, _logs: EpochLogs, draft: EpochDraft): void {
    if (isSnapshotEpoch(this.schedule, epoch, this.totalEpochs)) draft.snapshot = this.take(epoch)
  }
}
