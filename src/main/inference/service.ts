import { deserializeError, toWorkbenchError, WorkbenchError } from '../../shared/errors.ts'
import type { InferenceChannel, InferenceRequestOf, InferenceResponses } from '../../shared/contract/inference.ts'
import { refuseUnsuitableProcessor } from '../suitable-processor.ts'
import { workerPath } from '../worker-path.ts'
import { reportSchema, type InferenceChild, type InferenceOrder, type InferenceReport, type StartInference } from './protocol.ts'

/** How often a request is given to a new process because the one before has died. */
const attempts = 2

interface Pending {
  order: InferenceOrder
  attempt: number
  resolve: (value: never) => void
  reject: (error: WorkbenchError) => void
}

/**
 * Asks the inference process of a workspace. It is started by the first request, and again when it has died; what it had
 * not answered then is asked once more, since every request is a question only.
 */
export class InferenceService {
  private child: InferenceChild | null = null
  private readonly pending = new Map<number, Pending>()
  private requests = 0
  private closed = false

  constructor(
    private readonly directory: string,
    private readonly start: StartInference,
  ) {}

  /** @throws WorkbenchError what the process says, or that it cannot be had */
  request<C extends InferenceChannel>(channel: C, request: InferenceRequestOf<C>): Promise<InferenceResponses[C]> {
    const id = this.requests++
    return new Promise((resolve, reject) => {
      this.send({ order: { id, channel, request }, attempt: 1, resolve, reject })
    })
  }

  /** Ends the process; what is not answered by then is refused. */
  close(): void {
    this.closed = true
    this.child?.end()
    this.child = null
    for (const { reject } of this.pending.values()) reject(new WorkbenchError('cancelled', 'The workbench is closing.'))
    this.pending.clear()
  }

  private send(pending: Pending): void {
    if (this.closed) {
      pending.reject(new WorkbenchError('cancelled', 'The workbench is closing.'))
      return
    }
    try {
      refuseUnsuitableProcessor()
      this.child ??= this.startChild()
    } catch (thrown) {
      pending.reject(toWorkbenchError(thrown))
      return
    }
    this.pending.set(pending.order.id, pending)
    this.child.send(pending.order)
  }

  private startChild(): InferenceChild {
    const child = this.start(workerPath('inference'), this.directory, process.env)
    child.onReport((report) => {
      // One that does not keep to the protocol is ended, and what it has not answered goes to the next.
      if (reportSchema.safeParse(report).success) this.settle(report as InferenceReport)
      else child.end()
    })
    child.onExit((code) => {
      if (this.child !== child) return
      this.child = null
      const lost = [...this.pending.values()]
      this.pending.clear()
      for (const pending of lost) {
        if (pending.attempt < attempts) this.send({ ...pending, attempt: pending.attempt + 1 })
        else pending.reject(ended(code))
      }
    })
    return child
  }

  private settle(report: InferenceReport): void {
    const pending = this.pending.get(report.id)
    this.pending.delete(report.id)
    if ('error' in report) pending?.reject(deserializeError(report.error))
    else pending?.resolve(report.value as never)
  }
}

function ended(code: number | null): WorkbenchError {
  const message = `The inference process ended unexpectedly (code ${code ?? 'none'}). Try again; if it happens again, restart the app.`
  return new WorkbenchError('internal', message)
}
