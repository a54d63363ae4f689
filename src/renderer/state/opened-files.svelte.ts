import type { ChosenFile } from '../../shared/contract/datasets.ts'
import type { Client } from './client.ts'

/** Exported experiments that were opened from the desktop, and wait for the user to say whether to import them. */
export class OpenedFiles {
  list = $state.raw<readonly ChosenFile[]>([])

  /** @param failed hears why they cannot be had */
  constructor(
    private readonly client: Client,
    private readonly failed: (thrown: unknown) => void,
  ) {
    client.subscribe('app:files-opened', () => void this.fetch())
  }

  /** Asks main which they are; a page that was loaded anew finds them again. */
  async fetch(): Promise<void> {
    await this.#attempt(async () => (this.list = await this.client.request('app:opened-files')))
  }

  /** The question is answered. @returns what it was about */
  settle(): readonly ChosenFile[] {
    const files = this.list
    this.list = []
    void this.#attempt(() => this.client.request('app:settle-opened-files', { handles: files.map(({ handle }) => handle) }))
    return files
  }

  async #attempt(action: () => Promise<unknown>): Promise<void> {
    try {
      await action()
    } catch (thrown) {
      this.failed(thrown)
    }
  }
}
