import type { ExperimentConfiguration } from '../../shared/experiment/configuration.ts'
import type { Snapshot } from '../store/records.ts'
import type { Callback, TrainingRun } from './callbacks/callback.ts'
import { LearningRateByHand, type LearningRatesByHand } from './callbacks/learning-rate-by-hand.ts'
import { LearningRateScheduler } from './callbacks/learning-rate-scheduler.ts'
import { ModelCheckpoint } from './callbacks/model-checkpoint.ts'
import { ReduceLROnPlateau } from './callbacks/reduce-lr-on-plateau.ts'
import { Snapshots } from './callbacks/snapshots.ts'
import { refuseOtherStates } from './callbacks/states.ts'
import { TensorBoard, type TensorBoardOptions } from './callbacks/tensorboard.ts'

export interface CallbackSurroundings {
  run: TrainingRun
  /** First epoch of this session, 0-based. */
  fromEpoch: number
  learningRates: LearningRatesByHand
  takeSnapshot: (epoch: number) => Snapshot
}

/**
 * The callbacks that a configuration asks for, in the order in which they must run: the schedule before the rates set
 * by hand that replace it, and these before the reductions that scale them. They come before the epoch is saved.
 */
export function configuredCallbacks(configuration: ExperimentConfiguration, surroundings: CallbackSurroundings): Callback[] {
  const { learningRateSchedule, optimizer, epochs, reduceLROnPlateau, modelCheckpoint, snapshots } = configuration
  const { run, fromEpoch, learningRates, takeSnapshot } = surroundings
  const plateau = reduceLROnPlateau.enabled ? new ReduceLROnPlateau(run, reduceLROnPlateau) : null
  return [
    new LearningRateScheduler(run, learningRateSchedule, optimizer.learningRate, epochs),
    new LearningRateByHand(run, fromEpoch, learningRates, () => plateau?.beginAnew()),
    ...(plateau === null ? [] : [plateau]),
    new Snapshots(snapshots.schedule, epochs, takeSnapshot),
    ...(modelCheckpoint.enabled ? [new ModelCheckpoint(modelCheckpoint)] : []),
  ]
}

/** Those that tell of an epoch, which come after it is saved. */
export function tellingCallbacks({ tensorBoard }: ExperimentConfiguration, files: Omit<TensorBoardOptions, 'images'>): Callback[] {
  return tensorBoard.enabled ? [new TensorBoard({ ...files, images: tensorBoard.images })] : []
}

/** Each callback's state by its name. */
export function statesOf(callbacks: readonly Callback[]): Record<string, unknown> {
  return Object.fromEntries(callbacks.flatMap((callback) => (callback.state ? [[callback.name, callback.state()]] : [])))
}

/** @throws WorkbenchError `checkpoint-corrupt` if one of them could not go on from that */
export function restoreStates(callbacks: readonly Callback[], states: Record<string, unknown>): void {
  refuseOtherStates(states)
  for (const callback of callbacks) {
    if (Object.hasOwn(states, callback.name)) callback.restore?.(states[callback.name])
  }
}
