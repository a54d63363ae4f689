import { describe, expect, it } from 'vitest'
import { inverseNormalCdf } from '../../../src/shared/maths/inverse-normal-cdf.ts'

/** SciPy 1.17, scipy.special.ndtri. */
const reference: [probability: number, quantile: number][] = [
  [1e-300, -37.0470962993612],
  [1e-20, -9.262340089798409],
  [1e-10, -6.361340902404056],
  [1e-5, -4.264890793922825],
  [0.001, -3.090232306167813],
  [0.02425, -1.972961051311885],
  [0.075, -1.4395314709384563],
  [0.3, -0.5244005127080409],
  [0.42, -0.20189347914185088],
  [0.5000001, 2.506628273311648e-7],
  [0.6, 0.2533471031357997],
  [0.925, 1.4395314709384563],
  [0.999, 3.090232306167813],
]

describe('inverseNormalCdf', () => {
  it.each(reference)('agrees with SciPy at %f', (probability, quantile) => {
    expect(Math.abs(inverseNormalCdf(probability) / quantile - 1)).toBeLessThan(1e-9)
  })

  it('is antisymmetric about the median, which is 0', () => {
    expect(inverseNormalCdf(0.5)).toBe(0)
    for (const probability of [0.01, 0.1, 0.25, 0.45]) {
      expect(inverseNormalCdf(1 - probability)).toBeCloseTo(-inverseNormalCdf(probability), 12)
    }
  })

  it('is infinite at 0 and 1 and undefined outside', () => {
    expect(inverseNormalCdf(0)).toBe(-Infinity)
    expect(inverseNormalCdf(1)).toBe(Infinity)
    expect(inverseNormalCdf(-0.1)).toBeNaN()
    expect(inverseNormalCdf(1.1)).toBeNaN()
    expect(inverseNormalCdf(NaN)).toBeNaN()
  })
})
