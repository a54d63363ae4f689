import type { ExperimentConfiguration } from '../../shared/experiment/configuration.ts'
import type { EpochMetrics } from '../../shared/experiment/metrics.ts'

/** Where a made-up run begins: milliseconds since 1970. */
const epochMilliseconds = 1200

/**
 * The metrics of a run that was never trained, as a VAE's on MNIST look: the reconstruction falls in two slopes, the KL
 * grows, both with the noise of mini-batches; a higher learning rate is faster and noisier.
 * @param noise uniform numbers in [0, 1)
 */
export function demoCurve(
  configuration: ExperimentConfiguration,
  epochs: number,
  startedAt: number,
  noise: () => number,
): EpochMetrics[] {
  const { optimizer, model } = configuration
  const pace = (optimizer.learningRate / 1e-4) ** 0.6 * (0.8 + 0.4 * noise())
  const floor = 168 - 9 * Math.log2(model.latentDim) + 8 * model.dropoutRate + 3 * noise()
  const capacity = 5.5 + 1.6 * Math.log2(model.latentDim)
  const spread = 0.35 * Math.sqrt(pace)
  const shake = () => (noise() + noise() + noise() - 1.5) * spread
  return Array.from({ length: epochs }, (_, epoch) => {
    const done = (epoch + 1) * pace
    const fall = 55 * Math.exp(-done / 4) + 26 * Math.exp(-done / 120)
    const valKl = capacity * (1 - 0.7 * Math.exp(-done / 25)) + 0.1 * shake()
    const valReconstruction = floor + fall + shake()
    const kl = valKl - 0.15 + 0.05 * shake()
    const reconstruction = valReconstruction + 4 + 18 * model.dropoutRate + shake()
    return {
      epoch,
      ...{ reconstruction, kl, valReconstruction, valKl },
      loss: (reconstruction + kl) / 1568,
      valLoss: (valReconstruction + valKl) / 1568,
      valKlPerDimension: shares(model.latentDim).map((share) => share * valKl),
      learningRate: optimizer.learningRate,
      seconds: epochMilliseconds / 1000 + 0.1 * noise(),
      endedAt: startedAt + (epoch + 1) * epochMilliseconds,
    }
  })
}

/** How the KL divides: the first dimensions carry most. */
function shares(latentDim: number): number[] {
  const weights = Array.from({ length: latentDim }, (_, i) => 1 / (1 + 0.6 * i))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => weight / sum)
}
