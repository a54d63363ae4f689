import { parentPort, workerData } from 'node:worker_threads'
import { serializeError, toWorkbenchError } from '../../shared/errors.ts'
import { TrainingControl } from './control.ts'
import type { TrainingOrder, TrainingReport, TrainingTask } from './protocol.ts'
import { runExperiment } from './run-experiment.ts'
import { yieldToWindow } from './yield-to-window.ts'

/**
 * The thread that owns TensorFlow. It trains one experiment, tells how it goes, and ends by itself: a thread with native
 * code in it must not be terminated.
 */
async function work(port: NonNullable<typeof parentPort>): Promise<void> {
  const report = (message: TrainingReport) => port.postMessage(message)
  const control = new TrainingControl((paused, reason) => {
    report({ type: 'paused', paused, reason: reason === null ? null : serializeError(reason) })
  })
  port.on('message', (order: TrainingOrder) => {
    if (typeof order === 'string') control[order]()
    else control.changeLearningRate(order.learningRate)
  })

  const task = workerData as TrainingTask
  if ('electron' in process.versions) yieldToWindow()

  process.on('uncaughtException', (thrown) => control.fail(toWorkbenchError(thrown)))

  let last: TrainingReport
  try {
    const outcome = await runExperiment(task, control, report)
    if (control.failure !== null) throw control.failure
    last = { type: 'ended', outcome, error: null }
  } catch (thrown) {
    last = { type: 'ended', outcome: 'failed', error: serializeError(thrown) }
  }
  report(last)
  // With the port closed nothing keeps the thread.
  port.close()
}

if (parentPort !== null) void work(parentPort)
