import type { MessagePort } from 'node:worker_threads'
import { serializeError } from '../../shared/errors.ts'
import type { ThreadAnswer, ThreadMessage } from './request-thread.ts'

/** The other end of a `RequestThread`. It ends by itself: a thread with native code in it must not be terminated. */
export function serveRequests(
  port: MessagePort,
  /** Its type is what the other end asks and expects. */
  answer: (request: never) => unknown,
  close: () => void = () => undefined,
): void {
  port.on('message', (message: ThreadMessage<never>) => {
    if (message.type === 'close') {
      close()
      port.close()
      return
    }
    const { id, request } = message
    let answered: ThreadAnswer<unknown>
    try {
      answered = { id, value: answer(request) }
    } catch (thrown) {
      answered = { id, error: serializeError(thrown) }
    }
    port.postMessage(answered)
  })
}
