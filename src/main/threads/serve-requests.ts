import type { MessagePort } from 'node:worker_threads'
import { serializeError } from '../../shared/errors.ts'
import type { ThreadAnswer, ThreadMessage } from './request-thread.ts'

/** The other end of a `RequestThread`. It ends by itself: a thread with native code in it must not be terminated. */
export function serveRequests<Request, Value>(
  port: MessagePort,
  answer: (request: Request) => Value,
  close: () => void = () => undefined,
): void {
  port.on('message', (message: ThreadMessage<Request>) => {
    if (message.type === 'close') {
      close()
      port.close()
      return
    }
    const { id, request } = message
    let answered: ThreadAnswer<Value>
    try {
      answered = { id, value: answer(request) }
    } catch (thrown) {
      answered = { id, error: serializeError(thrown) }
    }
    port.postMessage(answered)
  })
}
