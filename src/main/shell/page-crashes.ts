/** So many crashes within so long: the page would only crash again. */
const mostCrashes = 3
const withinMilliseconds = 60_000

/** Decides whether a page that crashed is worth loading again. */
export class PageCrashes {
  #times: number[] = []

  constructor(private readonly now: () => number = Date.now) {}

  /** Counts a crash. @returns whether to load the page again */
  count(): boolean {
    const now = this.now()
    this.#times = [...this.#times.filter((time) => now - time < withinMilliseconds), now]
    return this.#times.length < mostCrashes
  }

  /** The user wants another try. */
  forget(): void {
    this.#times = []
  }
}
