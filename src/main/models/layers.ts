import type { Program, RandomStream, tf, Variable } from '../engine/index.ts'
import {
  batchNormalizationInference,
  batchNormalizationTraining,
  biasAdd,
  dropout,
  float32,
  leakyRelu,
  matMul,
  relu,
} from '../engine/index.ts'
import type { BatchNormalizationLayer, DenseLayer, LayerDescription } from './description.ts'
import { glorotUniform } from './initializers.ts'

/** How to go through layers: to train, with random numbers for dropout, or to infer. */
export type Pass = { training: true; random: RandomStream } | { training: false }

/** float32 [n, inputs] → float32 [n, units] */
export type Layer = (x: tf.Tensor, pass: Pass) => tf.Tensor

/** Makes a model's layers from their descriptions, and keeps account of their variables. */
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

  /** Layers one after the other, as one. */
  sequence(descriptions: readonly LayerDescription[]): Layer {
    const layers = descriptions.map((description) => this.layer(description))
    return (x, pass) => layers.reduce((value, layer) => layer(value, pass), x)
  }

  private layer(description: LayerDescription): Layer {
    switch (description.class) {
      case 'Dense':
        return this.dense(description)
      case 'BatchNormalization':
        return this.batchNormalization(description)
      case 'ReLU':
        return relu
      case 'LeakyReLU':
        return (x) => leakyRelu(x, description.negative_slope)
      case 'Dropout':
        return (x, pass) => (pass.training ? dropout(x, description.rate, pass.random) : x)
    }
  }

  /** Glorot-uniform kernel, zero bias. */
  private dense({ kernel: name, bias: biasName, inputs, units }: DenseLayer): Layer {
    const kernel = this.program.variable(name, float32([inputs, units], glorotUniform(inputs, units, this.seed, name)))
    const bias = this.filled(biasName, units, 0)
    this.trained.push(kernel, bias)
    return (x) => biasAdd(matMul(x, kernel.read()), bias.read())
  }

  /** In training by the batch's statistics, else by the moving averages. γ and moving variance one, β and moving mean zero. */
  private batchNormalization({ units, momentum, epsilon, ...names }: BatchNormalizationLayer): Layer {
    const gamma = this.filled(names.gamma, units, 1)
    const beta = this.filled(names.beta, units, 0)
    const mean = this.filled(names.moving_mean, units, 0)
    const variance = this.filled(names.moving_variance, units, 1)
    this.trained.push(gamma, beta)
    this.averages.push(mean, variance)
    const averages = { mean, variance, momentum }
    return (x, { training }) => {
      const normalize = training ? batchNormalizationTraining : batchNormalizationInference
      return normalize(x, gamma.read(), beta.read(), averages, epsilon)
    }
  }

  private filled(name: string, units: number, value: number): Variable {
    return this.program.variable(name, float32([units], new Float32Array(units).fill(value)))
  }
}
