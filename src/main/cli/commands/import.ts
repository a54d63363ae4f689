import type { CommandContext } from '../command-context.ts'
import { exitCodes } from '../exit-codes.ts'
import { counted } from '../../../shared/counted.ts'

/** Adds an experiment that `export experiment` wrote, here or on another machine. */
export function importExperiment(context: CommandContext, file: string): Promise<number> {
  const path = context.existingFile(file)
  return context.withWorkbench(async (workbench) => {
    const { terminal } = context
    const onProgress = (done: number, total: number) => terminal.bar(total === 0 ? 1 : done / total, `checking  ${done}/${total}`)
    let imported
    try {
      imported = await workbench.importExperiment(path, { onProgress })
    } finally {
      terminal.clearBar()
    }
    const { experiment, missingDataset } = imported
    terminal.printJson({ experiment: experiment.id, name: experiment.name, epochs: experiment.epochsDone, missing_dataset: missingDataset })
    terminal.print(`Imported “${experiment.name}” with ${counted(experiment.epochsDone, 'epoch')} as ${experiment.id}`)
    if (missingDataset !== null) {
      terminal.print(`Its data set “${missingDataset}” is not in this workspace: import its files to train on.`)
    }
    return exitCodes.done
  })
}
