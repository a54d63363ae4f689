import type { ExperimentConfiguration } from '../../shared/experiment/configuration.ts'
import type { ModelDescription } from './description.ts'
import type { ImageSize } from './model.ts'
import { describeVae } from './vae-description.ts'

const descriptions: Record<ExperimentConfiguration['model']['kind'], typeof describeVae> = {
  vae: describeVae,
}

/** What the configured model is made of, also where there is no TensorFlow to build it with. */
export function describeModel(configuration: ExperimentConfiguration, image: ImageSize): ModelDescription {
  return descriptions[configuration.model.kind](configuration, image)
}
