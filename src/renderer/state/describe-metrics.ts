import type { EpochMetrics } from '../../shared/experiment/metrics.ts'
import { formatDuration, formatLoss, formatNats, formatRate } from '../format.ts'

export interface Description {
  term: string
  value: string
  detail?: string
}

/** One epoch's figures, losses in the tutorial's unit with their nats beside them. */
export function describeMetrics(metrics: EpochMetrics, natsPerUnit: number): Description[] {
  const loss = (term: string, value: number): Description => ({
    term,
    value: formatLoss(value),
    detail: `${formatNats(value * natsPerUnit)} nats`,
  })
  return [
    loss('loss', metrics.loss),
    loss('val_loss', metrics.valLoss),
    { term: 'val_reconstruction', value: `${formatNats(metrics.valReconstruction)} nats` },
    { term: 'val_kl', value: `${formatNats(metrics.valKl)} nats` },
    { term: 'Learning rate', value: formatRate(metrics.learningRate) },
    { term: 'Time', value: formatDuration(metrics.seconds) },
  ]
}
