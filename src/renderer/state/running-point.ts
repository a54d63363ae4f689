import type { TrainingProgress } from '../../shared/experiment/experiment.ts'
import { workedTime } from '../../shared/experiment/worked-time.ts'
import type { RingedPoint } from '../charts/line.ts'
import type { HorizontalAxis } from '../charts/scalar-axes.ts'
import type { ScalarRun } from './scalar-lines.ts'

/**
 * Where the epoch in progress stands: its mean loss so far, between the end of the epoch before and its own.
 * @param now milliseconds since 1970
 * @returns null where the epoch has ended and has a point of its own
 */
export function runningPoint(
  { experimentId, epoch, step, stepsPerEpoch, loss, secondsPerEpoch }: TrainingProgress,
  axis: HorizontalAxis,
  { columns, colour }: Pick<ScalarRun, 'columns' | 'colour'>,
  now: number,
): RingedPoint | null {
  const done = columns.values('loss').length
  if (epoch !== done || !Number.isFinite(loss)) return null
  const seconds = columns.values('seconds')
  // What it has taken so far is not told, and a clock would count pauses.
  const inEpoch = (secondsPerEpoch ?? seconds.at(-1) ?? NaN) * (step / stepsPerEpoch)
  const places: Record<HorizontalAxis, number> = {
    epoch: epochInProgress({ epoch, step, stepsPerEpoch }),
    step: epoch * stepsPerEpoch + step,
    relative: (workedTime(seconds).at(-1) ?? NaN) + inEpoch,
    wall: now,
  }
  const x = places[axis]
  return Number.isFinite(x) ? { experimentId, colour, x, y: loss } : null
}

/** Where on an axis of epochs the one in progress stands: its number is where it ends. */
export function epochInProgress({ epoch, step, stepsPerEpoch }: Pick<TrainingProgress, 'epoch' | 'step' | 'stepsPerEpoch'>): number {
  return epoch - 1 + step / stepsPerEpoch
}
