import { WorkbenchError } from '../../shared/errors.ts'
import { presets } from '../../shared/experiment/presets.ts'
import type { Checkpoint } from '../store/records.ts'
import type { Callback } from '../training/callbacks/callback.ts'
import { ModelCheckpoint } from '../training/callbacks/model-checkpoint.ts'
import { ReduceLROnPlateau } from '../training/callbacks/reduce-lr-on-plateau.ts'

/** The callbacks that keep a state. How they are set does not matter to whether they can go on from one. */
function callbacksWithState(): Callback[] {
  return presets.slice(0, 1).flatMap(({ configuration: { reduceLROnPlateau, modelCheckpoint } }) => [
    new ReduceLROnPlateau({ learningRate: 1 }, reduceLROnPlateau),
    new ModelCheckpoint(modelCheckpoint),
  ])
}

/** Has each callback put back what a checkpoint says it knew. @throws WorkbenchError if one could not go on from that */
export function refuseOtherStates({ callbacks }: Pick<Checkpoint, 'callbacks'>): void {
  for (const callback of callbacksWithState()) {
    if (!Object.hasOwn(callbacks, callback.name)) continue
    try {
      callback.restore?.(callbacks[callback.name])
    } catch (cause) {
      throw new WorkbenchError('checkpoint-corrupt', `It has a state of ${callback.name} that no run can go on from.`, { cause })
    }
  }
}
