import type { EpochMetrics } from '../../shared/experiment/metrics.ts'

/** An epoch as --json prints it. */
export function metricsJson({ epoch, loss, valLoss, reconstruction, kl, ...rest }: EpochMetrics): object {
  const { valReconstruction, valKl, valKlPerDimension, learningRate, seconds } = rest
  return {
    ...{ epoch, loss, val_loss: valLoss, reconstruction, kl },
    ...{ val_reconstruction: valReconstruction, val_kl: valKl, val_kl_per_dimension: valKlPerDimension },
    ...{ learning_rate: learningRate, seconds },
  }
}
