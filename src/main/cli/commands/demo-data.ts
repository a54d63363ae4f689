import { WorkbenchError } from '../../../shared/errors.ts'
import { makeDemoData } from '../../demo-data/demo-data.ts'
import type { CommandContext } from '../command-context.ts'
import { exitCodes } from '../exit-codes.ts'
import { typedNumber } from '../options.ts'
import { counted } from '../../../shared/counted.ts'

export interface DemoDataCommandOptions {
  runs: string
  epochs: string
}

/** Adds made-up runs to a workspace, for trying the window on many. */
export function demoData(context: CommandContext, options: DemoDataCommandOptions): Promise<number> {
  const [runs, epochs] = [whole('--runs', options.runs, 1000), whole('--epochs', options.epochs, 100_000)]
  return context.withWorkbench((workbench) => {
    const { terminal } = context
    makeDemoData(workbench.store, workbench.datasets, { runs, epochs }, (done) =>
      terminal.bar(done / runs, `${done} of ${counted(runs, 'run')}`),
    )
    terminal.printJson({ workspace: workbench.directory, runs, epochs })
    terminal.print(`Added ${counted(runs, 'run')} of ${counted(epochs, 'epoch')} to “${workbench.directory}”`)
    return exitCodes.done
  })
}

function whole(option: string, text: string, most: number): number {
  const value = typedNumber(option, text, 'whole', 100)
  if (value >= 1 && value <= most) return value
  throw new WorkbenchError('usage', `${option} must be from 1 to ${most}, not ${value}.`)
}
