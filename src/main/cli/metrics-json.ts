import type { EpochMetrics } from '../../shared/experiment/metrics.ts'

/** An epoch as --json prints it. */
export function metricsJson({ epoch, loss, valLoss, reconstruction, kl, learningRate, seconds }: EpochMetrics): object {
  return { epoch, loss, val_loss: valLoss, reconstruction, kl, learning_rate: learningRate, seconds }
}
