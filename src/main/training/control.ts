import { toWorkbenchError, type WorkbenchError } from '../../shared/errors.ts'
import { mayPass, retryMilliseconds } from './passing-errors.ts'
import { RunAborted } from './run-aborted.ts'
import { SleepGaps } from './sleep-gaps.ts'

/** A system that never tells of its waking must not keep a run asleep: by a clock that stands still while the machine sleeps. */
const longestSleepMilliseconds = 60_000

/**
 * What is asked of a run from outside, and the places where the run heeds it: `atStep`, between two steps, and
 * `untilDone`, where it needs the disk.
 *
 * `stop` takes effect after the epoch and lets a run that is paused within one go on to its end; `abort` at the next step.
 */
export class TrainingControl {
  private paused = false
  private asleep = false
  private pausingAfterEpoch = false
  private stopping = false
  private readonly abortion = new AbortController()
  private wake: (() => void) | null = null
  private learningRate: number | null = null
  private idle = 0
  private failed: WorkbenchError | null = null

  /**
   * @param onPauseChange called when the run actually halts and when it goes on; with the reason where it halts by itself
   * @param gaps finds the time for which the whole machine, or this process, stood still
   */
  constructor(
    private readonly onPauseChange: (paused: boolean, reason: WorkbenchError | null) => void = () => undefined,
    private readonly gaps = new SleepGaps(),
  ) {}

  get stopRequested(): boolean {
    return this.stopping
  }

  get abortRequested(): boolean {
    return this.signal.aborted
  }

  /** Aborted when the run is to end at once. */
  get signal(): AbortSignal {
    return this.abortion.signal
  }

  /** What ended the run from outside of its steps; null if nothing did. */
  get failure(): WorkbenchError | null {
    return this.failed
  }

  /** Seconds so far in which the run did not train: paused, waiting for the disk, or asleep. */
  get idleSeconds(): number {
    return this.idle
  }

  pause(): void {
    if (!this.stopping && !this.abortRequested) this.paused = true
  }

  resume(): void {
    this.pausingAfterEpoch = false
    this.goOn()
  }

  /** Lets the run go on, and pauses it after the epoch. */
  oneEpoch(): void {
    this.pausingAfterEpoch = true
    this.goOn()
  }

  changeLearningRate(learningRate: number): void {
    this.learningRate = learningRate
  }

  /** The learning rate that was asked for since the last call; null if there was none. */
  takeLearningRate(): number | null {
    const { learningRate } = this
    this.learningRate = null
    return learningRate
  }

  stop(): void {
    this.stopping = true
    this.goOn()
  }

  abort(): void {
    this.abortion.abort()
    this.goOn()
  }

  /** Ends the run at its next step, as a failure. The first one counts. */
  fail(error: WorkbenchError): void {
    this.failed ??= error
    this.abort()
  }

  /** The machine is about to sleep: the run halts at the next step, without a word. */
  fallAsleep(): void {
    this.asleep = true
  }

  wakeUp(): void {
    this.asleep = false
    this.wake?.()
  }

  /** To be called between two epochs. */
  epochEnded(): void {
    if (this.pausingAfterEpoch) this.pause()
    this.pausingAfterEpoch = false
  }

  /** Lets waiting messages in; while paused, waits. */
  async atStep(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    this.idle += this.gaps.step()
    if (this.asleep) await this.sleepOn()
    if (!this.paused) return
    this.onPauseChange(true, null)
    // A pause that comes again right after the wake-up halts the run at its next step.
    await this.rest(null)
    this.onPauseChange(false, null)
  }

  /**
   * Does what needs the disk. While that refuses for a reason that can pass, as when it is full, the run is paused and
   * tries again now and then, and at once when it is told to go on: what it has trained waits in memory.
   * @throws WorkbenchError for any other reason
   * @throws RunAborted if the run is to end and the disk refuses still
   */
  async untilDone<Result>(attempt: () => Result): Promise<Result> {
    let told: WorkbenchError['code'] | null = null
    for (;;) {
      try {
        const result = attempt()
        if (told !== null) this.onPauseChange(false, null)
        return result
      } catch (thrown) {
        const error = toWorkbenchError(thrown)
        if (!mayPass(error)) throw error
        if (this.stopping || this.abortRequested) throw new RunAborted(error.message)
        // By its kind: what the message says may differ from one attempt to the next.
        if (told !== error.code) this.onPauseChange(true, error)
        told = error.code
        await this.rest(retryMilliseconds)
      }
    }
  }

  private async sleepOn(): Promise<void> {
    const began = performance.now()
    // Of all orders only those to end disturb a sleep.
    while (this.asleep && !this.stopping && !this.abortRequested && performance.now() - began < longestSleepMilliseconds) {
      await this.rest(longestSleepMilliseconds)
    }
    this.asleep = false
  }

  /** Waits until the run is to go on, or for so long. */
  private async rest(milliseconds: number | null): Promise<void> {
    const began = performance.now()
    let timer: NodeJS.Timeout | undefined
    await new Promise<void>((resolve) => {
      this.wake = resolve
      if (milliseconds !== null) timer = setTimeout(resolve, milliseconds)
    })
    clearTimeout(timer)
    this.wake = null
    this.idle += (performance.now() - began) / 1000
    this.gaps.restart()
  }

  private goOn(): void {
    this.paused = false
    this.wake?.()
  }
}
