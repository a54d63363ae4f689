import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
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
  /** Does what needs the disk, and waits for it where it is full. @throws WorkbenchError if that does not pass */
  untilDone: <Result>(attempt: () => Result) => Promise<Result>
}

/**
 * Keras' TensorBoard: one event file a session in the run's log folder, one step an epoch. An epoch's events are on the
 * disk before the epoch is in the store; should the program die in between, the resumed session begins its file with a
 * mark at that epoch and TensorBoard drops the orphans. A file that is removed while it is written is begun anew.
 */
export class TensorBoard implements Callback {
  readonly name = 'tensorboard'
  private writer: EventFileWriter | null = null

  constructor(private readonly options: TensorBoardOptions) {}

  async onTrainBegin(): Promise<void> {
    const { untilDone, fromEpoch } = this.options
    this.writer = await untilDone(() => this.create(fromEpoch))
  }

  async onEpochEnd(epoch: number, logs: EpochLogs, draft: EpochDraft): Promise<void> {
    let told: EventFileWriter | null = null
    await this.options.untilDone(() => {
      if (this.writer === null || this.writer.isGone) {
        this.close()
        this.writer = this.create(epoch)
      }
      // A second attempt finds the events where the first has left them.
      if (told !== this.writer) this.tell(this.writer, epoch, logs, draft)
      told = this.writer
      this.writer.flush()
    })
  }

  close(): void {
    try {
      this.writer?.close()
    } catch {
      // What is not on the disk by now has been told, and has ended the run.
    }
    this.writer = null
  }

  /** The folders one by one: a workspace that was removed must not come back as an empty one. */
  private create(startStep: number): EventFileWriter {
    const { logDirectory } = this.options
    for (const folder of [dirname(logDirectory), logDirectory]) if (!existsSync(folder)) mkdirSync(folder)
    return EventFileWriter.create(logDirectory, { startStep })
  }

  private tell(writer: EventFileWriter, epoch: number, logs: EpochLogs, { metrics, snapshot }: EpochDraft): void {
    const wallTime = metrics.endedAt / 1000
    for (const tag of scalarTags) writer.scalar(tag, logs[tag], epoch, wallTime)
    if (snapshot !== null && this.options.images) {
      writer.image('manifold', manifoldImage(snapshot, this.options), epoch, wallTime)
    }
  }
}
