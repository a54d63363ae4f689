import { Worker } from 'node:worker_threads'
import { deserializeError, toWorkbenchError, WorkbenchError, type SerializedError } from '../../shared/errors.ts'

/** What such a thread hears; it answers in the order it is asked. `close` ends it. */
export type ThreadMessage<Request> = { type: 'ask'; id: number; request: Request } | { type: 'close' }
export type ThreadAnswer<Value> = { id: number; value: Value } | { id: number; error: SerializedError }

interface Waiting<Value> {
  fulfil: (value: Value) => void
  reject: (error: WorkbenchError) => void
}

interface Options {
  /** The built worker; it calls `serveRequests`. */
  path: () => string
  name: string
  workerData?: unknown
  /** Kept so long after it was last asked, in milliseconds: it may hold much memory. */
  idle: number
}

/** Answers requests in a thread of its own, which is there only while it is asked. */
export class RequestThread<Request, Value> {
  #thread: { worker: Worker; waiting: Map<number, Waiting<Value>>; ended: Promise<void> } | null = null
  #lastId = 0
  #idle: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly options: Options) {}

  /** @throws WorkbenchError what the thread throws */
  ask(request: Request): Promise<Value> {
    const { worker, waiting } = (this.#thread ??= this.#start())
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => void this.close(), this.options.idle)
    const id = ++this.#lastId
    return new Promise((fulfil, reject) => {
      waiting.set(id, { fulfil, reject })
      worker.postMessage({ type: 'ask', id, request } satisfies ThreadMessage<Request>)
    })
  }

  /** Resolves when the thread is gone; what it was asked before is still answered. */
  async close(): Promise<void> {
    clearTimeout(this.#idle)
    const thread = this.#thread
    this.#thread = null
    thread?.worker.postMessage({ type: 'close' } satisfies ThreadMessage<Request>)
    await thread?.ended
  }

  #start() {
    const { path, name, workerData } = this.options
    const worker = new Worker(path(), { workerData, name })
    const waiting = new Map<number, Waiting<Value>>()
    let failure = new WorkbenchError('internal', `The thread “${name}” ended unexpectedly. Try again.`)
    worker.on('message', (answer: ThreadAnswer<Value>) => {
      const asker = waiting.get(answer.id)
      waiting.delete(answer.id)
      if ('value' in answer) asker?.fulfil(answer.value)
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
