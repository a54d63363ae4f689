import type { tf } from '../tensorflow.ts'
import { float32, sizeOf } from '../dtype.ts'
import type { Program } from '../program.ts'
import type { Variable } from '../variable.ts'

/** What changes from step to step. */
export interface UpdateSchedule {
  /** float32, scalar */
  learningRate: tf.Tensor
  /** int32, scalar: number of updates made before this one. */
  step: tf.Tensor
}

export interface Optimizer {
  /** What the optimiser remembers of each variable, float32 of the variable's shape. */
  readonly slots: readonly Variable[]
  /** One update of each variable, by its gradient. */
  apply(gradients: ReadonlyMap<Variable, tf.Tensor>, schedule: UpdateSchedule): void
}

/** A slot for each variable, zero at first, named `VARIABLE/OPTIMIZER/SLOT`. */
export function createSlots(program: Program, variables: readonly Variable[], slot: string): Map<Variable, Variable> {
  return new Map(
    variables.map((variable) => {
      const zeros = float32(variable.shape, new Float32Array(sizeOf(variable.shape)))
      return [variable, program.variable(`${variable.name}/${slot}`, zeros)]
    }),
  )
}

/** @throws when the optimiser was not made for the variable */
export function slotOf(slots: ReadonlyMap<Variable, Variable>, variable: Variable): Variable {
  const slot = slots.get(variable)
  if (slot === undefined) throw new Error(`The optimiser was not made for the variable “${variable.name}”.`)
  return slot
}
