import { WorkbenchError } from '../../shared/errors.ts'
import { DatasetCatalogue } from '../datasets/catalogue.ts'
import type { LabelledImages } from '../datasets/dataset.ts'
import type { ModelState } from '../models/model-session.ts'
import { profileRun } from '../profile/profile-run.ts'
import type { StepProfile } from '../../shared/experiment/step-profile.ts'
import { resourcesDirectory } from '../resources.ts'
import { Store } from '../store/store.ts'
import { workspaceFiles } from '../workspace-files.ts'
import { InferenceModel } from './inference-model.ts'
import { RecentlyUsed } from './recently-used.ts'

/** A model of the preset and its optimiser slots take 6 MB, the weights of an epoch 2 MB, MNIST's test set 8 MB. */
const modelsKept = 4
const weightsKept = 24
const testSetsKept = 2

/** What inference works with, read from a workspace when it is wanted: models, the weights of their epochs, test sets. */
export class InferenceLibrary {
  private readonly store: Store
  private readonly datasets: DatasetCatalogue
  private readonly models = new RecentlyUsed<InferenceModel>(modelsKept, (model) => model.dispose())
  private readonly weights = new RecentlyUsed<ModelState>(weightsKept)
  private readonly testSets = new RecentlyUsed<LabelledImages>(testSetsKept)

  constructor(directory: string) {
    this.store = Store.open(workspaceFiles.database(directory), { readOnly: true })
    this.datasets = new DatasetCatalogue(this.store, directory, resourcesDirectory())
  }

  /** The model of an experiment with the weights of this epoch. @throws WorkbenchError if there are none */
  model(experimentId: string, epoch: number): InferenceModel {
    const model = this.models.get(experimentId, () => {
      const { configuration } = this.store.experiments.get(experimentId)
      return new InferenceModel(configuration, this.datasets.get(configuration.dataset))
    })
    model.use(this.weights.get(`${experimentId} ${epoch}`, () => this.readWeights(experimentId, epoch)))
    return model
  }

  testSet(experimentId: string): LabelledImages & { height: number; width: number } {
    const { dataset } = this.store.experiments.get(experimentId).configuration
    const { height, width } = this.datasets.get(dataset)
    return { height, width, ...this.testSets.get(dataset, () => this.datasets.loadTest(dataset)) }
  }

  /** What the operations of a run's training step take. @throws WorkbenchError */
  profile(experimentId: string, steps: number): StepProfile {
    return profileRun(this.store, this.datasets, experimentId, steps)
  }

  close(): void {
    this.store.close()
  }

  private readWeights(experimentId: string, epoch: number): ModelState {
    const weights = this.store.snapshots.weights(experimentId, epoch)
    if (weights !== null) return weights
    throw new WorkbenchError(
      'unknown-snapshot',
      'This run keeps no weights with its snapshots, so nothing can be decoded. Duplicate it with weights switched on.',
    )
  }
}
