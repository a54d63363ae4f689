import { describe, expect, it } from 'vitest'
import { sizeChoices } from '../../../src/renderer/views/exports/figure-choices.ts'

describe('the sizes that are offered', () => {
  it('name both sides of figures that are square, and none of the others', () => {
    expect(sizeChoices('manifold', 'png', 2)[1]?.label).toBe('1600 × 1600, 2×')
    expect(sizeChoices('scatter', 'png', 1)[1]?.label).toBe('1600 × 1600, 2×')
    expect(sizeChoices('manifold', 'png', 1)[1]?.label).toBe('2×')
    expect(sizeChoices('reconstructions', 'gif', 2)[2]?.label).toBe('1× (tutorial)')
  })
})
