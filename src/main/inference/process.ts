/*
 * The inference process: TensorFlow once more, on its own, so that a click is answered while the worker trains. It is a
 * process because tfjs-node has one native backend a process. It serves its parent, Electron's main process or plain
 * Node, and ends with it.
 */
// First of all imports: see the module's header.
import '../tensorflow/preload.ts'
import type { InferenceChannel } from '../../shared/contract/inference.ts'
import { serializeError } from '../../shared/errors.ts'
import { InferenceLibrary } from './library.ts'
import type { InferenceOrder, InferenceReport } from './protocol.ts'
import { createTasks } from './tasks.ts'

const tasks = createTasks(new InferenceLibrary(process.argv[2] ?? ''))

async function answer<C extends InferenceChannel>({ id, channel, request }: InferenceOrder<C>): Promise<InferenceReport<C>> {
  try {
    return { id, value: await tasks[channel](request) }
  } catch (thrown) {
    return { id, error: serializeError(thrown) }
  }
}

// Electron gives its utility processes a port; plain Node has a channel to the parent.
const port = process.parentPort as typeof process.parentPort | undefined
if (port !== undefined) {
  port.on('message', ({ data }) => void answer(data as InferenceOrder).then((report) => port.postMessage(report)))
} else {
  process.on('message', (order: InferenceOrder) => void answer(order).then((report) => process.send?.(report)))
  process.on('disconnect', () => process.exit())
}
