/**
 * What is asked of a run from outside, and the one place where the run heeds it: `atStep`, between two steps.
 *
 * `stop` takes effect after the epoch and lets a run that is paused within one go on to its end; `abort` at the next step.
 */
export class TrainingControl {
  private paused = false
  private pausingAfterEpoch = false
  private stopping = false
  private aborting = false
  private wake: (() => void) | null = null
  private learningRate: number | null = null

  /** @param onPauseChange called when the run actually halts and when it goes on */
  constructor(private readonly onPauseChange: (paused: boolean) => void = () => undefined) {}

  get stopRequested(): boolean {
    return this.stopping
  }

  get abortRequested(): boolean {
    return this.aborting
  }

  pause(): void {
    if (!this.stopping && !this.aborting) this.paused = true
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
    this.aborting = true
    this.goOn()
  }

  /** To be called between two epochs. */
  epochEnded(): void {
    if (this.pausingAfterEpoch) this.pause()
    this.pausingAfterEpoch = false
  }

  /** Lets waiting messages in; while paused, waits. @returns seconds spent paused */
  async atStep(): Promise<number> {
    await new Promise((resolve) => setImmediate(resolve))
    if (!this.paused) return 0
    const began = performance.now()
    this.onPauseChange(true)
    // A pause that comes again right after the wake-up halts the run at its next step.
    await new Promise<void>((resolve) => (this.wake = resolve))
    this.wake = null
    this.onPauseChange(false)
    return (performance.now() - began) / 1000
  }

  private goOn(): void {
    this.paused = false
    this.wake?.()
  }
}
