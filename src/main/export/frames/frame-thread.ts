import type { Frame } from '../../../shared/contract/exports.ts'
import { RequestThread } from '../../threads/request-thread.ts'
import { workerPath } from '../../worker-path.ts'
import type { FrameRequest } from './protocol.ts'

/** The next frame is usually asked for at once or not at all. */
const idleMilliseconds = 10_000

/** Draws single frames in a thread of its own, which is there only while frames are asked for. */
export class FrameThread {
  readonly #thread: RequestThread<FrameRequest, Frame>

  /** @param directory the workspace */
  constructor(directory: string) {
    const path = () => workerPath('frame-worker')
    this.#thread = new RequestThread({ path, name: 'frames', workerData: directory, idle: idleMilliseconds })
  }

  /** @throws WorkbenchError if there is no such experiment or snapshot */
  draw(request: FrameRequest): Promise<Frame> {
    return this.#thread.ask(request)
  }

  /** Resolves when the thread is gone; frames that were asked for before are still drawn. */
  close(): Promise<void> {
    return this.#thread.close()
  }
}
