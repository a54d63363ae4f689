import type { Experiment } from '../../../shared/experiment/experiment.ts'
import type { LearningRateChange } from '../../../shared/experiment/learning-rate-change.ts'
import type { EpochMetrics } from '../../../shared/experiment/metrics.ts'
import type { CommandContext } from '../command-context.ts'
import { describeStart } from '../describe-start.ts'
import { exitCodes } from '../exit-codes.ts'
import { experimentJson } from '../experiment-json.ts'
import { formatBytes, formatDuration, formatLearningRate, formatLoss, formatTime } from '../format.ts'
import { metricsJson } from '../metrics-json.ts'
import { remediesOf } from '../remedies.ts'
import { formatTable, type Column } from '../table.ts'
import { counted } from '../../../shared/counted.ts'

const columns: readonly Column<EpochMetrics>[] = [
  { title: 'EPOCH', cell: ({ epoch }) => String(epoch), align: 'right' },
  { title: 'LOSS', cell: ({ loss }) => formatLoss(loss), align: 'right' },
  { title: 'VAL_LOSS', cell: ({ valLoss }) => formatLoss(valLoss), align: 'right' },
  { title: 'RECONSTRUCTION', cell: ({ reconstruction }) => reconstruction.toFixed(2), align: 'right' },
  { title: 'KL', cell: ({ kl }) => kl.toFixed(2), align: 'right' },
  { title: 'LEARNING RATE', cell: ({ learningRate }) => formatLearningRate(learningRate), align: 'right' },
  { title: 'TIME', cell: ({ seconds }) => formatDuration(seconds), align: 'right' },
]

/** Epochs that the table shows, at most; --json has all of them. */
const lastEpochs = 10

/** One experiment: what it is, how far it is, its last epochs. */
export function show(context: CommandContext, id: string): Promise<number> {
  return context.looking(({ store }) => {
    const { terminal } = context
    const experiment = store.experiments.get(store.experiments.resolve(id))
    const epochs = store.epochs.list(experiment.id)
    const snapshots = store.snapshots.epochs(experiment.id)
    const checkpoints = store.checkpoints.list(experiment.id)
    const changes = store.learningRates.list(experiment.id)
    const start = describeStart(store, experiment)
    terminal.printJson({
      ...experimentJson(experiment),
      configuration: experiment.configuration,
      history: epochs.map(metricsJson),
      learning_rate_changes: changes.map(({ epoch, step, learningRate, changedAt }) => ({
        ...{ epoch, step, learning_rate: learningRate, changed_at: new Date(changedAt).toISOString() },
      })),
      ...{ snapshots, checkpoints },
    })
    const facts = [
      ...factsOf(experiment),
      ...(start === null ? [] : [['Began from', start] as const]),
      ...remediesOf(experiment).map((command, index) => [index === 0 ? 'Go on with' : 'or with', command] as const),
      ...changes.map((change) => ['Rate by hand', describeChange(change)] as const),
      ['Snapshots', snapshots.length === 0 ? 'none' : `${snapshots.length}: epochs ${snapshots.join(', ')}`],
      ['Checkpoints', checkpoints.map(({ epoch, bytes }) => `epoch ${epoch} (${formatBytes(bytes)})`).join(', ') || 'none'],
    ] as const
    formatTable(
      [
        { title: 'Experiment', cell: ([name]) => name },
        { title: experiment.id, cell: ([, value]) => value },
      ],
      facts,
    ).forEach((line) => terminal.print(line))
    if (epochs.length === 0) return exitCodes.done
    terminal.print('')
    formatTable(columns, epochs.slice(-lastEpochs)).forEach((line) => terminal.print(line))
    return exitCodes.done
  })
}

function describeChange({ epoch, step, learningRate }: LearningRateChange): string {
  return `${formatLearningRate(learningRate)} from epoch ${epoch}, step ${step}`
}

function factsOf({ name, status, error, configuration, createdAt, epochsDone }: Experiment): [string, string][] {
  const { model, optimizer, learningRateSchedule } = configuration
  return [
    ['Name', name],
    ['Status', error === null ? status : `${status}: ${error}`],
    ['Epochs', `${epochsDone} of ${configuration.epochs}`],
    ['Created', formatTime(createdAt)],
    ['Data set', configuration.dataset],
    ['Model', `${model.kind}, ${counted(model.latentDim, 'latent dimension')}, dropout ${model.dropoutRate}`],
    ['Optimizer', `${optimizer.name}, learning rate ${formatLearningRate(optimizer.learningRate)}, ${learningRateSchedule.kind}`],
    ['Batch size', String(configuration.batchSize)],
    ['Seed', String(configuration.seed)],
  ]
}
