import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { manifoldAspect, placeOnAxis, valueOnAxis } from '../../../src/renderer/charts/manifold.ts'
import { manifoldAxis } from '../../../src/shared/maths/manifold-axis.ts'

describe('a place on the manifold’s axis', () => {
  it('stands for the value of its tile, and what is between two for what is between their values', () => {
    const axis = manifoldAxis(15)
    expect(valueOnAxis(axis, 0.5)).toBeCloseTo(0, 12)
    expect(valueOnAxis(axis, 0.5 / 15)).toBeCloseTo(-1.644854, 6)
    expect(placeOnAxis(axis, 0)).toBeCloseTo(0.5, 12)
    expect(placeOnAxis(axis, 2)).toBeNull()
    expect(placeOnAxis(axis, -2)).toBeNull()
  })

  it('is found again from its value', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 40 }), fc.double({ min: 0.02, max: 0.98, noNaN: true }), (side, part) => {
        const axis = manifoldAxis(side)
        const place = 0.5 / side + part * (1 - 1 / side)
        expect(placeOnAxis(axis, valueOnAxis(axis, place))).toBeCloseTo(place, 9)
      }),
    )
  })
})

describe('the manifold’s picture', () => {
  it.each([
    [28, 28],
    [14, 28],
    [32, 20],
  ])('has the aspect of its images, %d × %d', (width, height) => {
    const axis = manifoldAxis(15)
    expect(manifoldAspect({ width, height, x: axis, y: axis })).toBe(width / height)
    expect(manifoldAspect({ width, height, x: axis, y: axis.slice(0, 5) })).toBeCloseTo((3 * width) / height)
  })
})
