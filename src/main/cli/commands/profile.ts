import { writeFileAtomically } from '../../export/atomic-output.ts'
import { checkFileDestination } from '../../export/destination.ts'
import { counted } from '../../../shared/counted.ts'
import { WorkbenchError } from '../../../shared/errors.ts'
import { profiledSteps, type OperationTotal, type StepProfile } from '../../../shared/experiment/step-profile.ts'
import { traceEvents } from '../../../shared/experiment/trace-events.ts'
import { describeNumber, parseNumber } from '../../../shared/numbers.ts'
import { refuseUnsuitableProcessor } from '../../suitable-processor.ts'
import type { CommandContext } from '../command-context.ts'
import { exitCodes } from '../exit-codes.ts'
import { formatTable, type Column } from '../table.ts'

export interface ProfileOptions {
  steps?: string
  out?: string
}

const milliseconds = (microseconds: number) => (microseconds / 1000).toFixed(3)

const columns: readonly Column<OperationTotal>[] = [
  { title: 'OPERATION', cell: ({ kind }) => kind },
  { title: 'A STEP', cell: ({ count }) => String(Number(count.toFixed(1))), align: 'right' },
  { title: 'MS A STEP', cell: ({ total }) => milliseconds(total), align: 'right' },
  { title: 'MS EACH', cell: ({ mean }) => milliseconds(mean), align: 'right' },
  { title: 'SHARE', cell: ({ share }) => `${(share * 100).toFixed(1)} %`, align: 'right' },
]

/** What the operations of a run's training step take: as a table and, with --out, as a picture that trace viewers show. */
export function profile(context: CommandContext, id: string, { steps, out }: ProfileOptions): Promise<number> {
  const count = parseSteps(steps)
  return context.looking(async ({ store, datasets, directory }) => {
    const { terminal } = context
    const experimentId = store.experiments.resolve(id)
    const target = out === undefined ? null : context.path(out)
    if (target !== null) await checkFileDestination(target, ['.json'], directory)
    if (store.experiments.list().some(({ status }) => status === 'training')) {
      terminal.remark('A run is training in this workspace: both are slower for it.')
    }
    refuseUnsuitableProcessor()
    // TensorFlow takes half a second to load, which other commands need not wait for.
    await import('../../tensorflow/preload.ts')
    const { profileRun } = await import('../../profile/profile-run.ts')
    const result = profileRun(store, datasets, experimentId, count)
    const { operations, ...figures } = result
    if (target !== null) await writeFileAtomically(target, (file) => file.writeFile(traceEvents(result)))
    terminal.printJson({ id: experimentId, ...jsonOf(figures), operations })
    linesOf(result).forEach((line) => terminal.print(line))
    if (target !== null) terminal.print(`Wrote “${target}”: open it in https://ui.perfetto.dev or chrome://tracing`)
    return exitCodes.done
  })
}

function linesOf({ steps, epochsDone, batchSize, plainStep, measuredStep, totals, operations }: StepProfile): string[] {
  const lanes = new Set(operations.map(({ lane }) => lane)).size
  const from = epochsDone === 0 ? 'from its first weights' : `after ${counted(epochsDone, 'epoch')}`
  return [
    `A training step of ${batchSize} images ${from}: ${milliseconds(plainStep)} ms, and ${milliseconds(measuredStep)} ms while it is measured.`,
    `${operations.length} operations in up to ${lanes} lanes side by side; medians and means of ${counted(steps, 'step')}.`,
    '',
    ...formatTable(columns, totals),
  ]
}

function jsonOf({ steps, epochsDone, batchSize, plainStep, measuredStep, totals }: Omit<StepProfile, 'operations'>) {
  return { steps, epochs_done: epochsDone, batch_size: batchSize, step_us: plainStep, measured_step_us: measuredStep, totals }
}

function parseSteps(text: string | undefined): number {
  if (text === undefined) return profiledSteps.usual
  const steps = parseNumber('whole', text)
  if (steps !== null && steps >= 1 && steps <= profiledSteps.most) return steps
  throw new WorkbenchError('usage', `--steps must be ${describeNumber({ kind: 'whole', example: profiledSteps.usual, least: 1, most: profiledSteps.most })}; not “${text}”.`)
}
