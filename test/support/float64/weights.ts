import type { ModelState } from '../../../src/main/models/model-session.ts'

/** A model's state in double precision, by the names that the model gives it, and the gradients of what is trained. */
export class Weights {
  readonly values: Map<string, Float64Array>
  readonly gradients = new Map<string, Float64Array>()
  private readonly sums = new Map<string, () => Float64Array>()

  constructor(state: ModelState) {
    this.values = new Map(Object.entries(state).map(([name, { data }]) => [name, Float64Array.from(data)]))
  }

  /** @throws when the state has no such tensor */
  get(name: string): Float64Array {
    const value = this.values.get(name)
    if (value === undefined) throw new Error(`There is no “${name}”.`)
    return value
  }

  /** Keeps a gradient. @param magnitude the sum of what the gradient sums, all taken positive */
  differentiated(name: string, gradient: Float64Array, magnitude: () => Float64Array): void {
    this.gradients.set(name, gradient)
    this.sums.set(name, magnitude)
  }

  /** What the rounding of a gradient is measured by, where its terms nearly cancel. */
  magnitude(name: string): Float64Array {
    return this.sums.get(name)?.() ?? new Float64Array()
  }
}
