import { linspace } from './linspace.ts'
import { logNormalDensity, standardNormal, type Normal } from './normal-distribution.ts'

/**
 * The smallest model that shows what an autoencoder's does: one number z with the prior N(0, 1), and one observation x with
 * P(x | z) = N(f(z), noise²). Its integrals are one-dimensional, so that they can be had exactly.
 */
export interface ToyModel {
  /** f, the decoder. */
  decode: (z: number) => number
  /** Standard deviation of x around f(z). */
  noise: number
}

/** Both of the page's decoders: a straight one, whose posterior is normal, and a folded one, whose has two peaks. */
export const toyModels = {
  straight: { decode: (z: number) => z, noise: 0.6 },
  folded: { decode: (z: number) => z ** 2 - 0.5, noise: 0.6 },
} as const satisfies Record<string, ToyModel>

/** Beyond it the prior has nothing left. */
const limit = 8
const steps = 4000
const grid = linspace(-limit, limit, steps + 1)
const width = (2 * limit) / steps

/** log P(x, z) = log P(x | z) + log P(z). */
export function logJoint({ decode, noise }: ToyModel, x: number, z: number): number {
  return logNormalDensity(x, { mean: decode(z), deviation: noise }) + logNormalDensity(z, standardNormal)
}

/** log P(x) = log ∫ P(x | z) P(z) dz. */
export function logEvidence(model: ToyModel, x: number): number {
  return Math.log(grid.reduce((sum, z) => sum + Math.exp(logJoint(model, x, z)) * width, 0))
}

/** P(z | x) = P(x, z) / P(x). */
export function posterior(model: ToyModel, x: number): (z: number) => number {
  const evidence = logEvidence(model, x)
  return (z) => Math.exp(logJoint(model, x, z) - evidence)
}

export interface Bound {
  /** E_{z~Q}[log P(x | z)]. */
  likelihood: number
  /** KL[Q ‖ P(z)]. */
  klToPrior: number
  /** likelihood − klToPrior: what is maximised. */
  elbo: number
  /** KL[Q ‖ P(z | x)] = log P(x) − elbo: what is lost. */
  gap: number
  logEvidence: number
}

/** The identity log P(x) − KL[Q ‖ P(z | x)] = E_Q[log P(x | z)] − KL[Q ‖ P(z)], term by term, in nats. */
export function bound(model: ToyModel, x: number, q: Normal): Bound {
  const evidence = logEvidence(model, x)
  const over = linspace(q.mean - 9 * q.deviation, q.mean + 9 * q.deviation, steps + 1)
  const step = (18 * q.deviation) / steps
  const expectation = (f: (z: number) => number) => over.reduce((sum, z) => sum + Math.exp(logNormalDensity(z, q)) * f(z) * step, 0)
  const likelihood = expectation((z) => logNormalDensity(x, { mean: model.decode(z), deviation: model.noise }))
  const klToPrior = 0.5 * (q.mean ** 2 + q.deviation ** 2 - 1 - 2 * Math.log(q.deviation))
  const gap = expectation((z) => logNormalDensity(z, q) - logJoint(model, x, z)) + evidence
  return { likelihood, klToPrior, elbo: likelihood - klToPrior, gap, logEvidence: evidence }
}
