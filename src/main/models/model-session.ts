/** A variable's value; row-major. */
export interface StateTensor {
  dtype: 'float32' | 'int32'
  shape: number[]
  data: Float32Array | Int32Array
}

/**
 * Weights, moving averages and optimiser slots by name, such as `encoder/dense/kernel` and `encoder/dense/kernel/adam/m`.
 * Together with the configuration and the number of steps made, all that training depends on.
 */
export type ModelState = Record<string, StateTensor>

/** Means over images. */
export interface Losses {
  /** (reconstruction + kl) / (2 · pixels): the tutorial's unit. */
  loss: number
  /** Binary cross-entropy, nats per image. */
  reconstruction: number
  /** KL divergence of the code's distribution from N(0, I), nats per image. */
  kl: number
}

/** Losses over the test set. */
export interface Evaluation extends Losses {
  /** KL of each latent dimension, nats per image, [latentDim], as float32 keeps it; their sum is `kl`. */
  klPerDimension: number[]
}

/**
 * A model in TensorFlow, with its data set. Synchronous; to be used in one thread a process. A session is a pure function
 * of configuration, data and calls: the same calls give the same bits.
 */
export interface ModelSession {
  /** Number of weights, moving averages included, optimiser slots not. */
  readonly parameterCount: number
  /**
   * One update by one batch.
   * @param indices the batch: positions in the training set
   * @param step steps made before this one since training began; seeds dropout and noise, and drives Adam's correction
   */
  trainStep(indices: Int32Array, step: number, learningRate: number): Losses
  /** The same. @returns what each operation of it took: RunMetadata of TensorFlow (config.proto) */
  profileTrainStep(indices: Int32Array, step: number, learningRate: number): Uint8Array
  /**
   * Losses over the whole test set in inference (moving averages, no dropout), with z sampled.
   * @param epoch seeds the noise
   */
  evaluate(epoch: number): Evaluation
  /** z_mean of every test image, [n, latentDim]. */
  encodeTest(): Float32Array
  /**
   * The code's distribution for each image.
   * @param images bytes, [count, height, width]
   * @returns [count, latentDim] each
   */
  encode(images: Uint8Array, count: number): { zMean: Float32Array; zLogVar: Float32Array }
  /**
   * Images of codes.
   * @param z [count, latentDim]
   * @returns bytes, [count, height, width]; 255 times the pixel's probability, rounded
   */
  decode(z: Float32Array, count: number): Uint8Array
  /**
   * Images through the whole model in inference, with z sampled.
   * @param images bytes, [count, height, width]
   * @param epoch seeds the noise
   * @returns bytes, [count, height, width]
   */
  reconstruct(images: Uint8Array, count: number, epoch: number): Uint8Array
  readState(): ModelState
  /** @throws {WorkbenchError} when names, shapes or dtypes are not those of `readState`; nothing is written then */
  writeState(state: ModelState): void
  /** Releases all that TensorFlow holds for the session. */
  dispose(): void
}
