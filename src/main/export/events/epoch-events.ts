import type { EpochMetrics } from '../../../shared/experiment/metrics.ts'
import type { EventFileWriter, EventImage } from './event-file-writer.ts'

/**
 * Tells an epoch as a step: each metric under the name that Keras gives its logs, KL of each latent dimension as
 * `val_kl/z0` and so on, which TensorBoard shows with `val_kl`, and the manifold where the epoch has a snapshot.
 */
export function tellEpoch(writer: EventFileWriter, metrics: EpochMetrics, manifold: EventImage | null): void {
  const { epoch } = metrics
  const wallTime = metrics.endedAt / 1000
  const scalars: [string, number][] = [
    ['loss', metrics.loss],
    ['val_loss', metrics.valLoss],
    ['reconstruction', metrics.reconstruction],
    ['kl', metrics.kl],
    ['val_reconstruction', metrics.valReconstruction],
    ['val_kl', metrics.valKl],
    ...(metrics.valKlPerDimension ?? []).map((value, dimension): [string, number] => [`val_kl/z${dimension}`, value]),
    ['learning_rate', metrics.learningRate],
  ]
  for (const [tag, value] of scalars) writer.scalar(tag, value, epoch, wallTime)
  if (manifold !== null) writer.image('manifold', manifold, epoch, wallTime)
}
