/** One operation of a training step, as TensorFlow's executor ran it. */
export interface OperationRun {
  /** Its node in the graph. */
  node: string
  /** TensorFlow's name of what it does, `MatMul` for one. */
  kind: string
  /** Microseconds since the step began. */
  start: number
  end: number
  /** 0-based: operations of one lane follow each other, those of several ran side by side. */
  lane: number
}

/** All operations of one kind in a step. */
export interface OperationTotal {
  kind: string
  count: number
  /** Microseconds a step, the mean over the steps. Operations run side by side, so that the sum of all may be more than a step takes. */
  total: number
  /** Microseconds an operation. */
  mean: number
  /** Of what all operations take together, in [0, 1]. */
  share: number
}

/** What the operations of a run's training step take. */
export interface StepProfile {
  /** How many steps were measured. */
  steps: number
  /** Epochs done of the run whose weights they began with; 0 for its initial ones. */
  epochsDone: number
  /** Images a step. */
  batchSize: number
  /** Microseconds a step without anything being written down, the median. */
  plainStep: number
  /** Microseconds from the first operation to the last, the median of the measured steps: writing down takes time too. */
  measuredStep: number
  /** The longest first. */
  totals: OperationTotal[]
  /** The step whose time is the median one. */
  operations: OperationRun[]
}

/** Steps that are measured where nobody says how many. */
export const profiledSteps = { usual: 10, most: 200 } as const
