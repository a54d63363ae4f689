import { EventFileWriter } from '../../export/events/event-file-writer.ts'
import { manifoldImage } from '../../export/events/manifold-image.ts'
import type { Callback, EpochDraft, EpochLogs } from './callback.ts'

const scalarTags = ['loss', 'val_loss', 'reconstruction', 'kl', 'learning_rate'] as const

export interface TensorBoardOptions {
  logDirectory: string
  /** First epoch of this session, 0-based. Above 0 the reader is told to drop what it knows from there on. */
  fromEpoch: number
  /** Also write the manifold of epochs that have a snapshot. */
  images: boolean
  /** Of the data set's images. */
  height: number
  width: number
}

/**
 * Keras' TensorBoard: one event file a session in the run's log folder, one step an epoch. An epoch's events are on the
 * disk before the epoch is in the store; should the program die in between, the resumed session begins its file with a
 * mark at that epoch and TensorBoard drops the orphans.
 */
export class TensorBoard implements Callback {
  readonly name = 'tensorboard'
  private writer: EventFileWriter | null = null

  constructor(private readonly options: TensorBoardOptions) {}

  onTrainBegin(): void {
    this.writer = EventFileWriter.create(this.options.logDirectory, { startStep: this.options.fromEpoch })
  }

  onEpochEnd(epoch: number, logs: EpochLogs, { metrics, snapshot }: EpochDraft): void {
    const wallTime = metrics.endedAt / 1000
    for (const tag of scalarTags) this.writer?.scalar(tag, logs[tag], epoch, wallTime)
    if (snapshot !== null && this.options.images) {
      this.writer?.image('manifold', manifoldImage(snapshot, this.options), epoch, wallTime)
    }
    this.writer?.flush()
  }

  close(): void {
    this.writer?.close()
    this.writer = null
  }
}
