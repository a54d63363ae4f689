/** A step must have taken this long, and so many times as long as steps do, to be taken for a sleep. */
const leastSeconds = 5
const timesUsual = 20
/** Steps that say what is usual. */
const remembered = 21

/**
 * Finds the time for which nothing went on at all: the machine slept, or the process was halted. It shows between two
 * steps, since nothing tells the thread itself, and the clock that epochs are timed by may go on meanwhile.
 */
export class SleepGaps {
  private last: number | null = null
  private readonly usual: number[] = []

  /** @param now milliseconds of a clock that is never set */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** To be called at each step. @returns seconds slept since the last one, 0 for an ordinary step */
  step(): number {
    const now = this.now()
    const seconds = this.last === null ? 0 : (now - this.last) / 1000
    const first = this.last === null
    this.last = now
    if (first) return 0
    const usual = median(this.usual)
    if (usual !== null && seconds > leastSeconds && seconds > timesUsual * usual) return seconds - usual
    this.usual.push(seconds)
    if (this.usual.length > remembered) this.usual.shift()
    return 0
  }

  /** The time since the last step is accounted for already. */
  restart(): void {
    this.last = this.now()
  }
}

function median(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null
}
