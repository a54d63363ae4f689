import { hasDiverged } from '../../../shared/experiment/divergence.ts'
import type { Experiment } from '../../../shared/experiment/experiment.ts'
import type { CommandContext } from '../command-context.ts'
import { exitCodes } from '../exit-codes.ts'
import { experimentJson } from '../experiment-json.ts'
import { formatLoss, formatTime } from '../format.ts'
import { formatTable, type Column } from '../table.ts'

const columns: readonly Column<Experiment>[] = [
  { title: 'ID', cell: ({ id }) => id },
  { title: 'STATUS', cell: (experiment) => (hasDiverged(experiment) ? 'diverged' : experiment.status) },
  { title: 'EPOCHS', cell: ({ epochsDone, configuration }) => `${epochsDone}/${configuration.epochs}`, align: 'right' },
  { title: 'VAL_LOSS', cell: ({ lastMetrics }) => lossOrDash(lastMetrics?.valLoss), align: 'right' },
  { title: 'BEST', cell: ({ bestValLoss }) => lossOrDash(bestValLoss), align: 'right' },
  { title: 'DATA SET', cell: ({ configuration }) => configuration.dataset },
  { title: 'CREATED', cell: ({ createdAt }) => formatTime(createdAt) },
  { title: 'NAME', cell: ({ name }) => name },
]

function lossOrDash(loss: number | null | undefined): string {
  return loss == null ? '–' : formatLoss(loss)
}

/** All experiments of the workspace; with --json one object a line. */
export function list(context: CommandContext): Promise<number> {
  return context.looking(({ store }) => {
    const { terminal } = context
    const experiments = store.experiments.list()
    for (const experiment of experiments) terminal.printJson(experimentJson(experiment))
    if (experiments.length === 0) terminal.print('No experiments yet. Begin with: train')
    else formatTable(columns, experiments).forEach((line) => terminal.print(line))
    return exitCodes.done
  })
}
