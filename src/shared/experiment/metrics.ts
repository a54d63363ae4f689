/**
 * One epoch's figures. `loss` is the tutorial's: nats per image divided by 2·pixels (1568 for MNIST). Reconstruction
 * and KL are nats per image, so loss = (reconstruction + kl) / (2·pixels).
 */
export interface EpochMetrics {
  /** 0-based. */
  epoch: number
  loss: number
  valLoss: number
  reconstruction: number
  kl: number
  valReconstruction: number
  valKl: number
  /**
   * KL of each latent dimension, nats per test image, [latentDim]; their sum is `valKl` but for rounding. null for epochs
   * that an older version trained.
   */
  valKlPerDimension: number[] | null
  learningRate: number
  /** Wall-clock seconds of the epoch, validation included. */
  seconds: number
  /** When the epoch ended: milliseconds since 1970, UTC. */
  endedAt: number
}
