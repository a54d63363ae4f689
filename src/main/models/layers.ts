import type { Program, tf, Variable } from '../engine/index.ts'
import { batchNormalizationInference, batchNormalizationTraining, biasAdd, float32, matMul } from '../engine/index.ts'
import { glorotUniform } from './initializers.ts'

/** float32 [n, inputs] → float32 [n, units] */
export type Dense = (x: tf.Tensor) => tf.Tensor

/** float32 [n, units] → the same; in training by the batch's statistics, else by the moving averages. */
export type BatchNormalization = (x: tf.Tensor, training: boolean) => tf.Tensor

/** Makes a model's layers, with Keras' defaults, and keeps account of their variables. */
export class Layers {
  private readonly trained: Variable[] = []
  private readonly averages: Variable[] = []

  /** @param seed of the initial weights */
  constructor(
    readonly program: Program,
    private readonly seed: number,
  ) {}

  /** Weights that gradients update. */
  get trainable(): readonly Variable[] {
    return this.trained
  }

  /** All weights: the trainable ones and the moving averages. */
  get weights(): readonly Variable[] {
    return [...this.trained, ...this.averages]
  }

  /** x · kernel + bias; Glorot-uniform kernel, zero bias. */
  dense(name: string, inputs: number, units: number): Dense {
    const kernel = this.program.variable(
      `${name}/kernel`,
      float32([inputs, units], glorotUniform(inputs, units, this.seed, `${name}/kernel`)),
    )
    const bias = this.filled(`${name}/bias`, units, 0)
    this.trained.push(kernel, bias)
    return (x) => biasAdd(matMul(x, kernel.read()), bias.read())
  }

  /** Momentum 0.99 and ε 0.001; γ and moving variance one, β and moving mean zero. */
  batchNormalization(name: string, units: number): BatchNormalization {
    const gamma = this.filled(`${name}/gamma`, units, 1)
    const beta = this.filled(`${name}/beta`, units, 0)
    const mean = this.filled(`${name}/moving_mean`, units, 0)
    const variance = this.filled(`${name}/moving_variance`, units, 1)
    this.trained.push(gamma, beta)
    this.averages.push(mean, variance)
    const averages = { mean, variance, momentum: 0.99 }
    return (x, training) => {
      const normalize = training ? batchNormalizationTraining : batchNormalizationInference
      return normalize(x, gamma.read(), beta.read(), averages, 1e-3)
    }
  }

  private filled(name: string, units: number, value: number): Variable {
    return this.program.variable(name, float32([units], new Float32Array(units).fill(value)))
  }
}
