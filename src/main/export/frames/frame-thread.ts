import { Worker } from 'node:worker_threads'
import type { Frame } from '../../../shared/contract/exports.ts'
import { deserializeError, toWorkbenchError, WorkbenchError } from '../../../shared/errors.ts'
import { workerPath } from '../../worker-path.ts'
import type { FrameAnswer, FrameMessage, FrameRequest } from './protocol.ts'

interface Waiting {
  fulfil: (frame: Frame) => void
  reject: (error: WorkbenchError) => void
}

/** Kept so long after its last frame: the next one is usually asked for at once or not at all. */
const idleMilliseconds = 10_000

/** Draws single frames in a thread of its own, which is there only while frames are asked for. */
export class FrameThread {
  #thread: { worker: Worker; waiting: Map<number, Waiting>; ended: Promise<void> } | null = null
  #lastId = 0
  #idle: ReturnType<typeof setTimeout> | undefined

  /** @param directory the workspace */
  constructor(private readonly directory: string) {}

  /** @throws WorkbenchError if there is no such experiment or snapshot */
  draw(request: FrameRequest): Promise<Frame> {
    const { worker, waiting } = (this.#thread ??= this.#start())
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => void this.close(), idleMilliseconds)
    const id = ++this.#lastId
    return new Promise((fulfil, reject) => {
      waiting.set(id, { fulfil, reject })
      worker.postMessage({ type: 'draw', id, request } satisfies FrameMessage)
    })
  }

  /** Resolves when the thread is gone; frames that were asked for before are still drawn. */
  async close(): Promise<void> {
    clearTimeout(this.#idle)
    const thread = this.#thread
    this.#thread = null
    thread?.worker.postMessage({ type: 'close' } satisfies FrameMessage)
    await thread?.ended
  }

  #start() {
    const worker = new Worker(workerPath('frame-worker'), { workerData: this.directory, name: 'frames' })
    const waiting = new Map<number, Waiting>()
    let failure = new WorkbenchError('internal', 'The drawing thread ended unexpectedly. Try again.')
    worker.on('message', (answer: FrameAnswer) => {
      const asker = waiting.get(answer.id)
      waiting.delete(answer.id)
      if ('frame' in answer) asker?.fulfil(answer.frame)
      else asker?.reject(deserializeError(answer.error))
    })
    worker.on('error', (thrown) => {
      failure = toWorkbenchError(thrown)
    })
    const ended = new Promise<void>((resolve) => {
      worker.on('exit', () => {
        if (this.#thread?.worker === worker) this.#thread = null
        for (const { reject } of waiting.values()) reject(failure)
        resolve()
      })
    })
    return { worker, waiting, ended }
  }
}
