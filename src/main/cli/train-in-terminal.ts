import { batchSizeWarning } from '../../shared/experiment/divergence.ts'
import type { Experiment } from '../../shared/experiment/experiment.ts'
import type { StartOptions } from '../training/manager.ts'
import type { Workbench } from '../workbench/workbench.ts'
import { describeStart } from './describe-start.ts'
import { exitCodes } from './exit-codes.ts'
import { keepCopy } from './keep-copy.ts'
import { Interrupts } from './interrupts.ts'
import type { Terminal } from './terminal.ts'
import { withRemedies } from './remedies.ts'
import { TrainingReport } from './training-report.ts'

/**
 * Trains an experiment and shows it, until it is done, fails or Ctrl-C ends it: the first press after the epoch, the
 * second at the next step, the third without more ado.
 *
 * @param whenCompleted what is still to do before the run's last line is printed
 * @returns the exit code
 */
export async function trainInTerminal(
  workbench: Workbench,
  terminal: Terminal,
  id: string,
  options: StartOptions,
  whenCompleted: () => Promise<void> = () => Promise.resolve(),
): Promise<number> {
  const { store, training } = workbench
  const experiment = store.experiments.get(id)
  const report = new TrainingReport(terminal)
  const totalEpochs = options.totalEpochs ?? experiment.configuration.epochs
  const interrupts = new Interrupts({
    interrupt: (times) => {
      if (times > 2) process.exit(exitCodes.interrupted)
      if (times === 1) terminal.remark('Finishing the epoch, then stopping. Press Ctrl-C again to stop at once.')
      // The run may have ended this very moment.
      if (training.isLive(id)) training[times === 1 ? 'stop' : 'abort'](id)
    },
    terminate: () => {
      // A user's callback that does not come back must not keep the process, nor must the report be cut off.
      const leave = () => setTimeout(() => process.exit(interrupts.exitCode ?? exitCodes.failed), 200).unref()
      void training.shutdown().finally(leave)
    },
  })
  // Once: it is not written to any more.
  const unread = () => terminal.remark('warning: Standard output can no longer be written. The run goes on, and its epochs are stored.')
  process.stdout.once('error', unread)
  training.on('progress', (progress) => report.progress(progress))
  training.on('epoch', ({ metrics }) => report.epoch(metrics, totalEpochs))
  training.on('warning', ({ message }) => terminal.remark(`warning: ${message}`))
  let waiting = false
  training.on('experiment', ({ id: changed, status, error }) => {
    if (changed !== id) return
    // A run pauses here only where its disk makes it.
    if (status === 'paused' && error !== null) terminal.remark(`paused: ${error}`)
    else if (waiting && status === 'training') terminal.remark('The run goes on.')
    waiting = status === 'paused'
  })
  try {
    warnOfBatchSize(workbench, terminal, experiment)
    report.begin(training.start(id, options), totalEpochs, describeStart(store, experiment))
    const { status, error } = await training.finished(id)
    terminal.clearBar()
    if (status === 'completed' && interrupts.exitCode === null) {
      interrupts.dispose()
      await whenCompleted()
    }
    // What the run came to, even where the database could not take it down.
    report.end({ ...store.experiments.get(id), status })
    if (error !== null) {
      terminal.error(withRemedies(error.message, store.experiments.get(id)))
      return exitCodes.failed
    }
    if (interrupts.exitCode === null) await keepCopy(workbench, terminal)
    return interrupts.exitCode ?? (status === 'completed' ? exitCodes.done : exitCodes.failed)
  } finally {
    interrupts.dispose()
    process.stdout.off('error', unread)
    training.removeAllListeners()
  }
}

/** Before anything is trained in vain. */
function warnOfBatchSize({ datasets }: Workbench, terminal: Terminal, { configuration: { dataset, batchSize } }: Experiment): void {
  const warning = batchSizeWarning(batchSize, datasets.get(dataset).trainCount)
  if (warning !== null) terminal.remark(`warning: ${warning}`)
}
