/**
 * Answers to a wish that keeps changing, such as a point that is dragged: one question is under way, and only the latest
 * wish waits, so that dragging never queues up work. The last answer stays until the next one is there.
 */
export class Latest<Wish, Answer> {
  answer = $state.raw<Answer | null>(null)
  /** The wish that the answer belongs to. */
  wish = $state.raw<Wish | null>(null)
  /** Why the last wish could not be met; the answer shown is an older one's. */
  failure = $state.raw<string | null>(null)
  busy = $state(false)
  /** Beside `busy`: who asks must not depend on it, or an effect that asks would never rest. */
  #working = false
  #waiting: { wish: Wish } | null = null
  #round = 0

  constructor(private readonly answerTo: (wish: Wish) => Promise<Answer>) {}

  ask(wish: Wish): void {
    this.#waiting = { wish }
    if (!this.#working) void this.#work()
  }

  /** Forgets wish and answer; one that is still under way comes too late. */
  clear(): void {
    this.#round++
    this.#waiting = null
    this.answer = null
    this.wish = null
    this.failure = null
  }

  async #work(): Promise<void> {
    this.#working = true
    this.busy = true
    while (this.#waiting !== null) {
      const { wish } = this.#waiting
      const round = this.#round
      this.#waiting = null
      try {
        const answer = await this.answerTo(wish)
        if (round !== this.#round) continue
        this.answer = answer
        this.wish = wish
        this.failure = null
      } catch (thrown) {
        if (round === this.#round) this.failure = thrown instanceof Error ? thrown.message : String(thrown)
      }
    }
    this.#working = false
    this.busy = false
  }
}
