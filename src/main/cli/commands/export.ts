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

export function exportExperiment(
  context: CommandContext,
  kind: (typeof exportKinds)[number],
  id: string,
  { out }: { out: string },
): Promise<number> {
  return context.looking(async (workbench) => {
    const experimentId = workbench.store.experiments.resolve(id)
    await exportInTerminal(workbench, context.terminal, { kind, experimentId, out: context.path(out) })
    return exitCodes.done
  })
}
