import type { Frame } from '../../../shared/contract/exports.ts'

/** One frame of an export at a time, drawn by main. Frames that are asked for while one is drawn are passed over but the last. */
export class Preview {
  frame = $state.raw<Frame | null>(null)
  /** Of the frame that is shown. */
  epoch = $state<number | null>(null)
  playing = $state(false)
  #epochs = $state.raw<readonly number[]>([])
  #position = $state(0)
  #look = ''
  #wanted: { epoch: number; look: string } | null = null
  #drawing = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly draw: (epoch: number) => Promise<Frame>,
    private readonly failed: (thrown: unknown) => void,
  ) {}

  get position(): number {
    return Math.min(this.#position, Math.max(0, this.#epochs.length - 1))
  }

  /** Shows these epochs; at first the last of them, later the one nearest to what was shown. @param look redraws if it changes */
  show(epochs: readonly number[], look: object): void {
    const shown = this.epoch
    this.#look = JSON.stringify(look)
    this.#epochs = epochs
    const at = shown === null ? -1 : epochs.findIndex((epoch) => epoch >= shown)
    this.#position = at === -1 ? Math.max(0, epochs.length - 1) : at
    if (epochs.length === 0) this.frame = this.epoch = null
    this.#request()
  }

  moveTo(position: number): void {
    this.#position = position
    this.#request()
  }

  /** @param interval milliseconds a frame, as far as they can be drawn as fast */
  play(interval: number): void {
    if (this.position === this.#epochs.length - 1) this.moveTo(0)
    this.playing = true
    const step = () => {
      if (!this.playing) return
      if (!this.#drawing) this.moveTo(this.position + 1)
      if (this.position >= this.#epochs.length - 1) this.pause()
      else this.#timer = setTimeout(step, interval)
    }
    this.#timer = setTimeout(step, interval)
  }

  pause(): void {
    this.playing = false
    clearTimeout(this.#timer)
  }

  #request(): void {
    const epoch = this.#epochs[this.position]
    if (epoch === undefined) return
    this.#wanted = { epoch, look: this.#look }
    if (!this.#drawing) void this.#drain()
  }

  async #drain(): Promise<void> {
    this.#drawing = true
    try {
      while (this.#wanted !== null) {
        const { epoch } = this.#wanted
        this.#wanted = null
        this.frame = await this.draw(epoch)
        this.epoch = epoch
      }
    } catch (thrown) {
      this.failed(thrown)
    } finally {
      this.#drawing = false
    }
  }
}
