import type { Normal } from '../../../shared/maths/normal-distribution.ts'
import { bound, type ToyModel } from '../../../shared/maths/toy-vae.ts'

/** The Q with the greatest ELBO near to this one: a pattern search over μ and log σ, halved until it finds nothing more. */
export function fitted(model: ToyModel, x: number, start: Normal): Normal {
  const elbo = (q: Normal) => bound(model, x, q).elbo
  let best = start
  let height = elbo(best)
  for (let step = 0.4; step > 0.004; ) {
    const around = [
      { ...best, mean: best.mean + step },
      { ...best, mean: best.mean - step },
      { ...best, deviation: best.deviation * Math.exp(step) },
      { ...best, deviation: best.deviation * Math.exp(-step) },
    ]
    const heights = around.map(elbo)
    const highest = Math.max(...heights)
    if (highest > height) {
      best = around[heights.indexOf(highest)] ?? best
      height = highest
    } else {
      step /= 2
    }
  }
  return best
}
