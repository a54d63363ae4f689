import type { Optimizer, Program, Variable } from '../engine/index.ts'
import { adam, rmsprop, sgd } from '../engine/index.ts'
import type { ExperimentConfiguration } from '../../shared/experiment/configuration.ts'

/** The configured optimiser, with the tutorial's constants: Keras' defaults, and ε 1e-8. */
export function createOptimizer(
  configuration: ExperimentConfiguration['optimizer'],
  program: Program,
  variables: readonly Variable[],
): Optimizer {
  switch (configuration.name) {
    case 'adam':
      return adam(program, variables, { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 })
    case 'rmsprop':
      return rmsprop(program, variables, { rho: 0.9, epsilon: 1e-8 })
    case 'sgd':
      return sgd(program, variables, { momentum: configuration.momentum })
  }
}
