import { join } from 'node:path'
import { Workbench } from '../../../src/main/workbench/workbench.ts'
import type { ExperimentConfiguration } from '../../../src/shared/experiment/configuration.ts'
import { presets } from '../../../src/shared/experiment/presets.ts'
import { writeIdxFiles } from '../../support/idx-files.ts'
import { syntheticDataset } from '../../support/synthetic-dataset.ts'

/** A workspace with a small data set, on which an epoch takes an instant. */
export class TrainingWorkspace {
  private constructor(
    readonly directory: string,
    private readonly dataset: string,
  ) {}

  static async create(directory: string): Promise<TrainingWorkspace> {
    const files = writeIdxFiles(`${directory}-idx`, syntheticDataset({ size: 8, train: 300, test: 60 }))
    const workbench = Workbench.open(directory)
    const { id } = workbench.datasets.import({ name: 'Rows', images: files.images, labels: files.labels, test: null })
    await workbench.close()
    return new TrainingWorkspace(directory, id)
  }

  /** A copy of it, elsewhere. */
  at(directory: string): TrainingWorkspace {
    return new TrainingWorkspace(directory, this.dataset)
  }

  get database(): string {
    return join(this.directory, 'workbench.sqlite')
  }

  /** Adds an experiment: the tutorial's but for the data set, small batches and these changes. */
  addExperiment(changes: Partial<ExperimentConfiguration> = {}, name = 'Run'): Promise<string> {
    const [preset] = presets
    if (preset === undefined) throw new Error('no preset')
    const configuration = { ...preset.configuration, dataset: this.dataset, batchSize: 50, epochs: 6, ...changes }
    return this.use(({ store }) => store.experiments.create({ name, configuration, origin: null }).id)
  }

  /** Opens the workspace, as the next start of the application does. */
  async use<Result>(body: (workbench: Workbench) => Result | Promise<Result>): Promise<Result> {
    const workbench = Workbench.open(this.directory)
    try {
      return await body(workbench)
    } finally {
      await workbench.close()
    }
  }

  /** Trains up to this many epochs in all, in a worker of this process. @throws what ended the run */
  train(id: string, totalEpochs: number): Promise<void> {
    return this.use(async ({ training }) => {
      training.start(id, { totalEpochs })
      const { status, error } = await training.finished(id)
      if (status !== 'completed') throw error ?? new Error(`The run is ${status}.`)
    })
  }
}
