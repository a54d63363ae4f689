import { tf } from './tensorflow.ts'
import type { Variable } from './variable.ts'

export interface ValueAndGradients<Values> {
  /** What the function returned. */
  values: Values
  /** Variable → gradient of the loss, of the variable's shape. */
  gradients: Map<Variable, tf.Tensor>
}

/**
 * Differentiates a loss by variables (reverse mode, by tfjs's tape).
 *
 * @param variables float32 variables that the loss depends on; tfjs throws when it does not depend on one of them
 * @param compute returns the scalar `loss`, and beside it whatever else is to be known of the same pass
 */
export function valueAndGradients<Values extends { loss: tf.Tensor }>(
  variables: readonly Variable[],
  compute: () => Values,
): ValueAndGradients<Values> {
  const watched = variables.map((variable) => variable.read())
  let values: Values | undefined
  const loss = () => {
    values = watchAll(variables, watched, compute)
    for (const value of tensorsOf(values)) tf.keep(value)
    return values.loss.clone().asScalar()
  }
  const { grads } = tf.valueAndGrads(loss)(watched)
  return { values: release(values!), gradients: new Map(variables.map((variable, index) => [variable, grads[index]!])) }
}

function watchAll<T>(variables: readonly Variable[], tensors: readonly tf.Tensor[], body: () => T): T {
  const watch = (index: number): T =>
    index === variables.length ? body() : variables[index]!.watch(tensors[index]!, () => watch(index + 1))
  return watch(0)
}

function tensorsOf(values: object): tf.Tensor[] {
  return Object.values(values).filter((value) => value instanceof tf.Tensor)
}

/** Hands kept tensors back to the tidy around the gradient. */
function release<Values extends object>(values: Values): Values {
  const entries = Object.entries(values).map(([name, value]: [string, unknown]) => {
    if (!(value instanceof tf.Tensor)) return [name, value]
    const owned = value.clone()
    value.dispose()
    return [name, owned]
  })
  return Object.fromEntries(entries) as Values
}
