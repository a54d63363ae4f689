import { describe, expect, it } from 'vitest'
import { linspace } from '../../../src/shared/maths/linspace.ts'
import { manifoldAxis } from '../../../src/shared/maths/manifold-axis.ts'

describe('linspace', () => {
  it('includes both ends', () => {
    expect(linspace(0, 1, 5)).toEqual([0, 0.25, 0.5, 0.75, 1])
    expect(linspace(0.05, 0.95, 15).at(-1)).toBe(0.95)
    expect(linspace(3, 9, 1)).toEqual([3])
    expect(linspace(3, 9, 0)).toEqual([])
  })
})

describe('manifoldAxis', () => {
  it("has the tutorial's values", () => {
    const axis = manifoldAxis()
    const lowerHalf = [-1.644854, -1.204047, -0.920823, -0.697141, -0.503965, -0.328072, -0.161844]
    lowerHalf.forEach((value, index) => {
      expect(axis[index]).toBeCloseTo(value, 6)
      expect(axis[14 - index]).toBeCloseTo(-value, 6)
    })
    expect(axis[7]).toBe(0)
    expect(axis).toHaveLength(15)
  })

  it('grows from end to end at any size', () => {
    for (const side of [2, 8, 20, 31]) {
      const axis = manifoldAxis(side)
      expect(axis).toEqual([...axis].sort((a, b) => a - b))
      expect(axis[0]).toBeCloseTo(-1.644854, 6)
    }
    expect(manifoldAxis(1)).toEqual([0])
    // Φ⁻¹ of 0.001: a wider range.
    expect(manifoldAxis(9, 0.001)[0]).toBeCloseTo(-3.090232, 6)
  })
})
