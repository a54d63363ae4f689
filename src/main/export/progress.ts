import { setImmediate } from 'node:timers/promises'
import { WorkbenchError } from '../../shared/errors.ts'

/** How an export tells how far it is and learns that nobody wants it any more. */
export class Progress {
  constructor(
    private readonly report: (done: number, total: number) => void,
    private readonly signal: AbortSignal,
  ) {}

  /**
   * Reports, and lets messages in, a request to cancel among them.
   * @throws WorkbenchError `cancelled` if the export is to end
   */
  async reached(done: number, total: number): Promise<void> {
    this.report(done, total)
    await setImmediate()
    if (this.signal.aborted) throw new WorkbenchError('cancelled', 'It was cancelled. Nothing was written.')
  }
}
