/** npm passes on to its child what the terminal sends to both: two signals this close are one key press. */
const samePressMilliseconds = 100

export interface InterruptHandlers {
  /** Ctrl-C: the first time, the second, … */
  interrupt(times: number): void
  /** Told to end by the system. */
  terminate(): void
}

/** Listens for Ctrl-C and for requests to end, while something runs that must end in good order. */
export class Interrupts {
  /** Presses of Ctrl-C so far. */
  times = 0
  /** The signal that asked to end, if one did. */
  terminatedBy: 'SIGTERM' | 'SIGHUP' | null = null
  private lastAt = -Infinity

  constructor(private readonly handlers: InterruptHandlers) {
    process.on('SIGINT', this.onInterrupt)
    process.on('SIGTERM', this.onTerminate)
    process.on('SIGHUP', this.onTerminate)
  }

  /** Exit code by the shell's convention, or null if nothing asked to end. */
  get exitCode(): number | null {
    if (this.times > 0) return 128 + 2
    const numbers = { SIGHUP: 1, SIGTERM: 15 }
    return this.terminatedBy === null ? null : 128 + numbers[this.terminatedBy]
  }

  /** Leaves signals to their default again. */
  dispose(): void {
    process.off('SIGINT', this.onInterrupt)
    process.off('SIGTERM', this.onTerminate)
    process.off('SIGHUP', this.onTerminate)
  }

  private readonly onInterrupt = (): void => {
    const now = performance.now()
    if (now - this.lastAt < samePressMilliseconds) return
    this.lastAt = now
    this.times += 1
    this.handlers.interrupt(this.times)
  }

  private readonly onTerminate = (signal: NodeJS.Signals): void => {
    if (this.terminatedBy !== null) return
    this.terminatedBy = signal === 'SIGHUP' ? 'SIGHUP' : 'SIGTERM'
    this.handlers.terminate()
  }
}
