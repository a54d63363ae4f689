import type { CommandContext } from '../command-context.ts'
import { parseEpochs } from '../options.ts'
import { trainInTerminal } from '../train-in-terminal.ts'

export interface ResumeOptions {
  epochs?: string
  callback?: string
}

/** Trains on from the last whole epoch, up to `--epochs` in all if given. */
export function resume(context: CommandContext, id: string, options: ResumeOptions): Promise<number> {
  return context.withWorkbench((workbench) => {
    const experimentId = workbench.store.experiments.resolve(id)
    return trainInTerminal(workbench, context.terminal, experimentId, {
      ...(options.epochs === undefined ? {} : { totalEpochs: parseEpochs(options.epochs) }),
      ...(options.callback === undefined ? {} : { callback: context.existingFile(options.callback) }),
    })
  })
}
