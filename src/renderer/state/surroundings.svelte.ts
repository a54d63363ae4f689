import type { Surroundings } from '../../shared/contract/app.ts'
import type { Client } from './client.ts'

/** So often a window that only looks asks what whoever works there has done. */
const followMilliseconds = 2000

/** How it stands with the workspace and the program, as far as that needs saying. */
export class SurroundingsView {
  state = $state.raw<Surroundings | null>(null)

  /** @param startedAgain called when the user has started the application once more, on this workspace */
  constructor(
    private readonly client: Client,
    startedAgain: () => void,
  ) {
    client.subscribe('app:surroundings-changed', (state) => (this.state = state))
    client.subscribe('app:started-again', startedAgain)
  }

  /** Whether TensorFlow runs on this machine. */
  get canTrain(): boolean {
    return this.state?.unsuitableProcessor == null
  }

  async refresh(): Promise<void> {
    this.state = await this.client.request('app:surroundings')
  }

  /** Starts anew. @throws WorkbenchError where that would change nothing */
  async reopen(): Promise<void> {
    await this.client.request('app:reopen')
  }

  async openLookOnlyWindow(): Promise<void> {
    await this.client.request('app:look-only-window')
  }

  /** Calls `refresh` over and over where others change what is seen here. @returns what ends that */
  follow(refresh: () => void): () => void {
    const { lookOnly } = this.state ?? { lookOnly: null }
    if (lookOnly === null || lookOnly.reason === 'read-only') return () => undefined
    const timer = setInterval(refresh, followMilliseconds)
    return () => clearInterval(timer)
  }
}
