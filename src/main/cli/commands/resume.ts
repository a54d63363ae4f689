import { toWorkbenchError, WorkbenchError } from '../../../shared/errors.ts'
import type { Experiment } from '../../../shared/experiment/experiment.ts'
import type { CommandContext } from '../command-context.ts'
import { parseEpochs, parseLearningRate } from '../options.ts'
import { withRemedies } from '../remedies.ts'
import { trainInTerminal } from '../train-in-terminal.ts'

export interface ResumeOptions {
  epochs?: string
  learningRate?: string
  callback?: string
  goBack?: true
}

/** Trains on from the last whole epoch, up to `--epochs` in all if given, and at `--learning-rate` from there. */
export function resume(context: CommandContext, id: string, options: ResumeOptions): Promise<number> {
  return context.withWorkbench((workbench) => {
    const experimentId = workbench.store.experiments.resolve(id)
    const training = {
      goBack: options.goBack ?? false,
      ...(options.epochs === undefined ? {} : { totalEpochs: parseEpochs(options.epochs) }),
      ...(options.learningRate === undefined ? {} : { learningRate: parseLearningRate(options.learningRate) }),
      ...(options.callback === undefined ? {} : { callback: context.existingFile(options.callback) }),
    }
    return trainInTerminal(workbench, context.terminal, experimentId, training).catch((thrown: unknown) => {
      throw withRemedy(toWorkbenchError(thrown), workbench.store.experiments.get(experimentId))
    })
  })
}

/** What is to be typed for a run that does not go on as it is. */
function withRemedy(error: WorkbenchError, experiment: Experiment): WorkbenchError {
  const { code, message } = error
  if (code === 'checkpoint-damaged') return new WorkbenchError(code, `${message} Then resume with --go-back.`)
  return code === 'diverged' ? new WorkbenchError(code, withRemedies(message, experiment)) : error
}
