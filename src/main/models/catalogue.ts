import type { ExperimentConfiguration } from '../../shared/experiment/configuration.ts'
import type { CreateModel } from './model.ts'
import { createVae } from './vae.ts'

/** How to make each kind of model. */
export const modelCatalogue: Record<ExperimentConfiguration['model']['kind'], CreateModel> = {
  vae: createVae,
}
