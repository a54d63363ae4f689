import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { EpochMetrics } from '../../../shared/experiment/metrics.ts'
import { cutEvents } from '../../export/events/cut-events.ts'
import { tellEpoch } from '../../export/events/epoch-events.ts'
import { EventFileWriter } from '../../export/events/event-file-writer.ts'
import { manifoldImage } from '../../export/events/manifold-image.ts'
import type { Callback, EpochDraft, EpochLogs } from './callback.ts'

/** Events of so many epochs are written at once. */
const epochsPerFlush = 50

/** What an image is drawn from. */
type Manifold = Parameters<typeof manifoldImage>[0]

/** The epochs that are saved. */
export interface SavedEpochs {
  /** Ascending. */
  from: (epoch: number) => readonly EpochMetrics[]
  /** null where an epoch has no snapshot. */
  snapshot: (epoch: number) => Manifold | null
}

export interface TensorBoardOptions {
  logDirectory: string
  /** First epoch of this session, 0-based. */
  fromEpoch: number
  saved: SavedEpochs
  /** Also write the manifold of epochs that have a snapshot. */
  images: boolean
  /** Of the data set's images. */
  height: number
  width: number
  /** Does what needs the disk, and waits for it where it is full. @throws WorkbenchError if that does not pass */
  untilDone: <Result>(attempt: () => Result) => Promise<Result>
}

/**
 * Keras' TensorBoard: one event file a session in the run's log folder, one step an epoch. It comes after what saves the epoch, so
 * that readers never show one that there is not. When a session begins, the files are brought to what is saved: what they hold
 * beyond is cut off, what a crash or a removal has taken is told again. A file that is removed while it is written is begun anew.
 */
export class TensorBoard implements Callback {
  readonly name = 'tensorboard'
  private writer: EventFileWriter | null = null

  constructor(private readonly options: TensorBoardOptions) {}

  async onTrainBegin(): Promise<void> {
    const { untilDone, fromEpoch, logDirectory, saved } = this.options
    let first: number | null = null
    this.writer = await untilDone(() => {
      // A crash may have left some events of the last step, and not the others. Another attempt takes no more away.
      first ??= cutEvents(logDirectory, fromEpoch) ?? 0
      cutEvents(logDirectory, first)
      const writer = this.create(first)
      try {
        for (const [index, metrics] of saved.from(first).entries()) {
          this.tell(writer, metrics, saved.snapshot(metrics.epoch))
          // Images are not kept in memory by the hundred.
          if (index % epochsPerFlush === 0) writer.flush()
        }
        writer.flush()
        return writer
      } catch (thrown) {
        writer.discard()
        throw thrown
      }
    })
  }

  async onEpochEnd(epoch: number, _logs: EpochLogs, { metrics, snapshot }: EpochDraft): Promise<void> {
    let told: EventFileWriter | null = null
    await this.options.untilDone(() => {
      if (this.writer === null || this.writer.isGone) {
        this.close()
        this.writer = this.create(epoch)
      }
      // A second attempt finds the events where the first has left them.
      if (told !== this.writer) this.tell(this.writer, metrics, snapshot)
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

  private tell(writer: EventFileWriter, metrics: EpochMetrics, snapshot: Manifold | null): void {
    tellEpoch(writer, metrics, snapshot !== null && this.options.images ? manifoldImage(snapshot, this.options) : null)
  }
}
