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
  limits: AxisLimits
  labelColours: LabelColourName
}

export function exportExperiment(
  context: CommandContext,
  kind: (typeof exportKinds)[number],
  id: string,
  { out, limits, labelColours }: ExportCommandOptions,
): Promise<number> {
  return context.looking(async (workbench) => {
    const experimentId = workbench.store.experiments.resolve(id)
    await exportInTerminal(workbench, context.terminal, { kind, experimentId, out: context.path(out), options: { limits, labelColours } })
    return exitCodes.done
  })
}
