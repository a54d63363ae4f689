import { describe, expect, it } from 'vitest'
import { gaussianPoints, ringOf, ringPoints } from '../../../src/shared/maths/ring.ts'

describe('the ring', () => {
  it('is X = Z / |Z| + Z / 10', () => {
    const [x, y] = ringOf([3, 4])
    expect([x, y]).toEqual([expect.closeTo(0.9, 12), expect.closeTo(1.2, 12)])
  })

  it('keeps the direction, and lies a tenth of |Z| outside of the unit circle', () => {
    for (const point of gaussianPoints(ringPoints, 42)) {
      const image = ringOf(point)
      expect(Math.atan2(image[1], image[0])).toBeCloseTo(Math.atan2(point[1], point[0]), 10)
      expect(Math.hypot(...image)).toBeCloseTo(1 + Math.hypot(...point) / 10, 10)
    }
  })
})
