import type { CommandContext } from '../command-context.ts'
import { exitCodes } from '../exit-codes.ts'

/** Removes an experiment, its epochs, snapshots, checkpoints and event files. What was exported stays. */
export function deleteExperiment(context: CommandContext, id: string): Promise<number> {
  return context.withWorkbench((workbench) => {
    const { experiments } = workbench.store
    const experiment = experiments.get(experiments.resolve(id))
    workbench.deleteExperiment(experiment.id)
    context.terminal.printJson({ experiment: experiment.id, deleted: true })
    context.terminal.print(`Deleted “${experiment.name}” (${experiment.id})`)
    return exitCodes.done
  })
}
