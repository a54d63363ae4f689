import { parentPort, workerData } from 'node:worker_threads'
import { serializeError } from '../../../shared/errors.ts'
import { FrameSource } from './frame-source.ts'
import type { FrameAnswer, FrameMessage } from './protocol.ts'

/** The thread that draws single frames. It ends by itself: a thread with native code in it must not be terminated. */
function work(port: NonNullable<typeof parentPort>): void {
  const frames = new FrameSource(workerData as string)
  port.on('message', (message: FrameMessage) => {
    if (message.type === 'close') {
      frames.close()
      port.close()
      return
    }
    const { id, request } = message
    let answer: FrameAnswer
    try {
      answer = { id, frame: frames.draw(request) }
    } catch (thrown) {
      answer = { id, error: serializeError(thrown) }
    }
    port.postMessage(answer)
  })
}

if (parentPort !== null) work(parentPort)
