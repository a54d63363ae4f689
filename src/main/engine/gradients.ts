import { tf } from './tensorflow.ts'
import { EngineError } from './errors.ts'
import type { Variable } from './variable.ts'
import { zip } from './zip.ts'

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
  const watched = variables.map((variable) => [variable, variable.read()] as const)
  let values: Values | undefined
  const loss = () => {
    const computed = watchAll(watched, compute)
    for (const value of tensorsOf(computed)) tf.keep(value)
    values = computed
    return computed.loss.clone().asScalar()
  }
  const { grads } = tf.valueAndGrads(loss)(watched.map(([, tensor]) => tensor))
  if (values === undefined) throw new EngineError('The loss was not computed.')
  return { values: release(values), gradients: new Map(zip(variables, grads)) }
}

/** Runs `body` while each variable, read, is its tensor. */
function watchAll<T>([first, ...rest]: readonly (readonly [Variable, tf.Tensor])[], body: () => T): T {
  if (first === undefined) return body()
  const [variable, tensor] = first
  return variable.watch(tensor, () => watchAll(rest, body))
}

function tensorsOf(values: object): tf.Tensor[] {
  return Object.values(values).filter((value: unknown): value is tf.Tensor => value instanceof tf.Tensor)
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
