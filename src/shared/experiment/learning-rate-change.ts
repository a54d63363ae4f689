/** A learning rate that was set by hand. From that step on it holds in place of the schedule's. */
export interface LearningRateChange {
  /** 0-based. */
  epoch: number
  /** 0-based step of that epoch: the first that is made with it. */
  step: number
  learningRate: number
  /** Milliseconds since 1970, UTC. */
  changedAt: number
}
