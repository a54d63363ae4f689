import { toWorkbenchError, WorkbenchError } from '../../../shared/errors.ts'
import type { CommandContext } from '../command-context.ts'
import { parseEpochs } from '../options.ts'
import { trainInTerminal } from '../train-in-terminal.ts'

export interface ResumeOptions {
  epochs?: string
  callback?: string
  goBack?: true
}

/** Trains on from the last whole epoch, up to `--epochs` in all if given. */
export function resume(context: CommandContext, id: string, options: ResumeOptions): Promise<number> {
  return context.withWorkbench((workbench) => {
    const experimentId = workbench.store.experiments.resolve(id)
    const training = {
      goBack: options.goBack ?? false,
      ...(options.epochs === undefined ? {} : { totalEpochs: parseEpochs(options.epochs) }),
      ...(options.callback === undefined ? {} : { callback: context.existingFile(options.callback) }),
    }
    return trainInTerminal(workbench, context.terminal, experimentId, training).catch((thrown: unknown) => {
      throw withOption(toWorkbenchError(thrown))
    })
  })
}

/** How that is told to go back which would have to. */
function withOption(error: WorkbenchError): WorkbenchError {
  return error.code === 'checkpoint-damaged' ? new WorkbenchError(error.code, `${error.message} Then resume with --go-back.`) : error
}
