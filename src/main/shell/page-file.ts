import { WorkbenchError } from '../../shared/errors.ts'
import { AtomicFile } from '../export/atomic-output.ts'

export interface Piece {
  /** Where in the file the bytes belong; a muxer comes back to its header. */
  position: number
  data: Uint8Array
  /** Frames that are encoded. */
  done: number
}

/** A file that the page makes and hands over in pieces. It appears under its name when it is whole, or not at all. */
export class PageFile {
  #file: Promise<AtomicFile> | null = null
  #progress: (done: number) => void = () => undefined
  #writing: Promise<unknown> = Promise.resolve()
  #end: { fulfil: () => void; reject: (error: WorkbenchError) => void } = { fulfil: () => undefined, reject: () => undefined }
  #over: WorkbenchError | null = null

  constructor(private readonly path: string) {}

  /** Takes pieces until the last, or until it is cancelled. @returns bytes written @throws WorkbenchError */
  async receive(signal: AbortSignal, progress: (done: number) => void): Promise<number> {
    this.#progress = progress
    const whole = new Promise<void>((fulfil, reject) => {
      this.#end = { fulfil, reject }
    })
    // It may be cancelled while the file is still being made.
    whole.catch(() => undefined)
    const cancel = () => this.#fail(new WorkbenchError('cancelled', 'The export was cancelled. Nothing was written.'))
    signal.addEventListener('abort', cancel)
    this.#file = AtomicFile.create(this.path)
    try {
      const file = await this.#file
      try {
        await whole
        await this.#writing
      } catch (thrown) {
        await this.#writing.catch(() => undefined)
        await file.discard()
        throw thrown
      }
      return await file.commit()
    } finally {
      signal.removeEventListener('abort', cancel)
      this.#over ??= new WorkbenchError('usage', 'That file is complete already. Start a new export.')
    }
  }

  /** Resolves when the bytes are in the file: the page waits, so that no more than a piece is under way. */
  async append({ position, data, done }: Piece): Promise<void> {
    if (this.#over !== null) throw this.#over
    const file = await this.#file
    if (file === null) throw new WorkbenchError('usage', 'That file has not been begun. Start a new export.')
    this.#writing = this.#writing.then(() => writeWhole(file, data, position))
    try {
      await this.#writing
    } catch (thrown) {
      this.#fail(file.errorOf(thrown))
      return
    }
    this.#progress(done)
  }

  /** @param failure why the page could not go on; null: the file is whole */
  finish(failure: string | null): void {
    if (failure === null) this.#end.fulfil()
    else this.#fail(new WorkbenchError('internal', failure))
  }

  #fail(error: WorkbenchError): void {
    this.#over = error
    this.#end.reject(error)
  }
}

/** A disk that is nearly full takes a part and says so only by the count; the next write then says why. */
async function writeWhole(file: AtomicFile, data: Uint8Array, position: number): Promise<void> {
  for (let written = 0; written < data.length; ) {
    written += (await file.handle.write(data, written, data.length - written, position + written)).bytesWritten
  }
}
