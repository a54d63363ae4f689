import { parentPort, workerData } from 'node:worker_threads'
import { serializeError } from '../../shared/errors.ts'
import { callbackFailure } from './callbacks/callback-failure.ts'
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

  // What the user's callback throws outside of its hooks, in a timer say, ends the run like what it throws in them.
  const stray: Error[] = []
  process.on('uncaughtException', (thrown) => {
    stray.push(task.callback === null ? thrown : callbackFailure(task.callback, 'failed outside of its hooks', thrown))
    control.abort()
  })

  let last: TrainingReport
  try {
    const outcome = await runExperiment(task, control, report)
    if (stray[0] !== undefined) throw stray[0]
    last = { type: 'ended', outcome, error: null }
  } catch (thrown) {
    last = { type: 'ended', outcome: 'failed', error: serializeError(thrown) }
  }
  report(last)
  // With the port closed nothing keeps the thread.
  port.close()
}

if (parentPort !== null) void work(parentPort)
