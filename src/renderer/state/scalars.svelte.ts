import type { Experiment } from '../../shared/experiment/experiment.ts'
import type { ChartLine, RingedPoint } from '../charts/line.ts'
import type { Client } from './client.ts'
import type { Datasets } from './datasets.svelte.ts'
import type { Experiments } from './experiments.svelte.ts'
import { runningPoint } from './running-point.ts'
import { unitFactor, type ScalarCard } from './scalar-cards.ts'
import { ScalarData } from './scalar-data.svelte.ts'
import { columnsOfAxis, referenceLines, scalarLines, type ScalarRun } from './scalar-lines.ts'
import { ScalarSettings } from './scalar-settings.svelte.ts'

/** Of the tutorial's own experiment, for published curves where no run says otherwise. */
const tutorial = { natsPerUnit: 2 * 28 * 28, stepsPerEpoch: 120 }

/** What Scalars and Compare draw: the runs that are shown, as columns, with the settings of both pages. */
export class Scalars {
  readonly data: ScalarData
  readonly settings: ScalarSettings

  constructor(
    client: Client,
    private readonly experiments: Experiments,
    private readonly datasets: Datasets,
    private readonly selectedId: () => string | null,
    storage: Pick<Storage, 'getItem' | 'setItem'>,
    failed: (thrown: unknown) => void,
  ) {
    this.data = new ScalarData(client, failed)
    this.settings = new ScalarSettings(storage)
  }

  /** The runs that are shown and have anything to draw. */
  readonly runs = $derived.by(() => this.experiments.shown.flatMap((experiment) => this.runOf(experiment) ?? []))

  /** A run with its columns; null while none of them are there. */
  runOf(experiment: Experiment): ScalarRun | null {
    const columns = this.data.of(experiment.id)
    if (columns === null) return null
    const { id, name } = experiment
    const strong = id === this.selectedId()
    return { ...this.scaleOf(experiment), id, name, strong, columns, colour: this.experiments.colour(id) }
  }

  /** What a run's numbers are measured in. */
  scaleOf({ configuration }: Experiment): Pick<ScalarRun, 'natsPerUnit' | 'stepsPerEpoch'> {
    const dataset = this.datasets.get(configuration.dataset)
    if (dataset === null) return tutorial
    return {
      natsPerUnit: 2 * dataset.height * dataset.width,
      stepsPerEpoch: Math.ceil(dataset.trainCount / configuration.batchSize),
    }
  }

  /** Fetches what a card draws. */
  want(card: ScalarCard): void {
    const columns = [...card.series.map(({ column }) => column), ...columnsOfAxis(this.settings.values.axis)]
    this.data.want(this.experiments.shown, columns, card.id === 'kl-per-dimension')
  }

  /** The curves of all runs shown, with the published one beneath. */
  linesOf(card: ScalarCard): ChartLine[] {
    const { values } = this.settings
    const reference = this.data.references.find(({ id }) => id === values.reference)
    const overlay = reference === undefined ? [] : referenceLines(card, reference, values, this.runs[0] ?? tutorial)
    return [...overlay, ...scalarLines(card, this.runs, values)]
  }

  /** The running loss of the epoch in progress. */
  runningOf(card: ScalarCard): RingedPoint[] {
    const { progress } = this.experiments
    if (card.id !== 'loss' || progress === null) return []
    const run = this.runs.find(({ id }) => id === progress.experimentId)
    if (run === undefined || this.experiments.get(run.id)?.status !== 'training') return []
    const { axis, unit } = this.settings.values
    const point = runningPoint(progress, axis, run, Date.now())
    return point === null ? [] : [{ ...point, y: point.y * unitFactor(card, unit, run.natsPerUnit) }]
  }
}
