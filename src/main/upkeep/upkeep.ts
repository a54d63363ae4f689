import { setTimeout as wait } from 'node:timers/promises'
import { changedSince, findCopy, type CopyOutcome } from '../store/copies.ts'
import { copyInThread } from './copy-thread.ts'

const minute = 60_000
/** After the start, when the window has drawn what it shows first. */
const firstLook = 0.5 * minute
const betweenLooks = 60 * minute
/** A copy that is younger is left alone. */
const dayMilliseconds = 24 * 60 * minute
/** Closing waits this long for a cancelled copy, which leaves nothing of it. */
const patienceMilliseconds = 2000

/** Whether a copy is to be made: there is none yet, or it is a day old and the database is another one by now. */
export function isCopyDue(database: string, now: number = Date.now()): boolean {
  const copy = findCopy(database)
  if (copy === null) return true
  const age = now - copy.madeAt
  // A clock that was set back makes a copy look as if it were of the future. What has changed since cannot be told by it.
  if (age < 0) return age <= -dayMilliseconds
  return age >= dayMilliseconds && changedSince(database, copy.madeAt)
}

/** Keeps a copy of the database, checked, as long as the application runs. */
export class Upkeep {
  private timer: NodeJS.Timeout | null = null
  private readonly cancellation = new AbortController()
  private running: Promise<CopyOutcome | null> | null = null

  constructor(private readonly database: string) {}

  /**
   * Looks every hour, until the database turns out to be damaged: who has been told of that is not asked again every hour.
   * @param heed hears what came of each copy; `failed` of those that could not be made at all
   */
  begin(heed: (outcome: CopyOutcome) => void, failed: (thrown: unknown) => void): void {
    const { signal } = this.cancellation
    const look = async () => {
      try {
        const outcome = await this.copyIfDue()
        if (outcome !== null) heed(outcome)
        if (outcome?.outcome === 'damaged') return
      } catch (thrown) {
        // A copy that closing has cancelled is nobody's concern.
        if (!signal.aborted) failed(thrown)
      }
      if (!signal.aborted) this.timer = setTimeout(() => void look(), betweenLooks).unref()
    }
    this.timer = setTimeout(() => void look(), firstLook).unref()
  }

  /** @returns null if none was due */
  async copyIfDue(): Promise<CopyOutcome | null> {
    return isCopyDue(this.database) ? this.copy() : null
  }

  /** Makes a copy now; while one is being made, that one. @throws WorkbenchError */
  copy(): Promise<CopyOutcome | null> {
    this.running ??= this.make().finally(() => (this.running = null))
    return this.running
  }

  async close(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer)
    this.cancellation.abort()
    await Promise.race([this.running?.catch(() => undefined), wait(patienceMilliseconds, null, { ref: false })])
  }

  private async make(): Promise<CopyOutcome | null> {
    const { signal } = this.cancellation
    return signal.aborted ? null : copyInThread({ database: this.database }, { signal })
  }
}
