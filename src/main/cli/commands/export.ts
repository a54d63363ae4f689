import { WorkbenchError } from '../../../shared/errors.ts'
import type { AxisLimits } from '../../../shared/experiment/export-options.ts'
import type { LabelColourName } from '../../../shared/maths/label-colours.ts'
import type { CommandContext } from '../command-context.ts'
import { exitCodes } from '../exit-codes.ts'
import { exportInTerminal } from '../export-in-terminal.ts'

export const exportKinds = [
  'manifold',
  'scatter',
  'reconstructions',
  'scalars',
  'latents',
  'labels',
  'events',
  'weights',
  'experiment',
] as const

export interface ExportCommandOptions {
  out: string
  limits?: AxisLimits
  labelColours?: LabelColourName
}

export function exportExperiment(
  context: CommandContext,
  kind: (typeof exportKinds)[number],
  id: string,
  { out, ...options }: ExportCommandOptions,
): Promise<number> {
  if (kind !== 'scatter' && Object.keys(options).length > 0) {
    throw new WorkbenchError('usage', `--limits and --label-colours are for the scatter, not for ${kind}. Leave them out.`)
  }
  return context.looking(async (workbench) => {
    const experimentId = workbench.store.experiments.resolve(id)
    await exportInTerminal(workbench, context.terminal, { kind, experimentId, out: context.path(out), options })
    return exitCodes.done
  })
}
