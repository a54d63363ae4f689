/** What the application asks and does on its way out. */
export interface QuitSteps {
  /** Whether something would be lost or cut short: then the user is asked. */
  busy(): boolean
  /** Resolves true if the user wants to quit. */
  ask(): Promise<boolean>
  /** Saves and ends everything; quitting goes on whether it succeeds or not. */
  shutDown(): Promise<void>
  /** Ends the process, past all questions. @param again whether it is to be started anew */
  exit(again: boolean): void
  failed(thrown: unknown): void
}

/**
 * The one way out, for the menu, the window's close button and the system alike: ask while something runs, save, leave.
 * Further requests while one is under way change nothing.
 */
export class Quit {
  #state: 'idle' | 'asking' | 'ending' = 'idle'

  constructor(private readonly steps: QuitSteps) {}

  /** @param again start anew then */
  async request(again = false): Promise<void> {
    if (this.#state !== 'idle') return
    this.#state = 'asking'
    if (!(await this.#mayGo())) {
      this.#state = 'idle'
      return
    }
    this.#state = 'ending'
    try {
      await this.steps.shutDown()
    } catch (thrown) {
      this.steps.failed(thrown)
    }
    this.steps.exit(again)
  }

  /**
   * Does something that no request to quit may interrupt, such as asking whether to put the workspace's copy back.
   * @returns null, and nothing is done, while a request is under way
   */
  async hold<Result>(body: () => Promise<Result>): Promise<Result | null> {
    if (this.#state !== 'idle') return null
    this.#state = 'asking'
    try {
      return await body()
    } finally {
      this.#state = 'idle'
    }
  }

  /** Whoever wants to go is not kept by a question that cannot be asked. */
  async #mayGo(): Promise<boolean> {
    try {
      return !this.steps.busy() || (await this.steps.ask())
    } catch (thrown) {
      this.steps.failed(thrown)
      return true
    }
  }
}
