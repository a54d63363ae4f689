import { describe, expect, it } from 'vitest'
import { classesOf } from '../../../src/shared/experiment/dataset-summary.ts'
import {
  describeManifoldPlane,
  describeScatterPlane,
  describeUnseen,
  dimensionName,
  firstAxes,
} from '../../../src/shared/experiment/latent-words.ts'

describe('what a figure of the latent space says', () => {
  it('names a dimension with all its digits', () => {
    expect([0, 120].map(dimensionName)).toEqual(['z₀', 'z₁₂₀'])
  })

  it('names the dimensions of a scatter, and those that it does not show', () => {
    expect(describeScatterPlane(firstAxes(2), 2)).toBe('z₀ →, z₁ ↑')
    expect(describeScatterPlane(firstAxes(3), 3)).toBe('z₀ →, z₁ ↑ of 3 dimensions; the other one is not shown')
    expect(describeScatterPlane({ x: 'z₂', y: 'z₅' }, 8)).toBe('z₂ →, z₅ ↑ of 8 dimensions; the other 6 are not shown')
    expect(describeScatterPlane(firstAxes(1), 1)).toMatch(/^z₀ →, the only dimension; a row for each label/)
  })

  it('names the dimensions of a manifold, and what the others are held at', () => {
    expect(describeManifoldPlane(firstAxes(2), 2, '0')).toBe('z₀ →, z₁ ↓')
    expect(describeManifoldPlane(firstAxes(8), 8, '0')).toBe('z₀ →, z₁ ↓ of 8 dimensions; the other 6 are held at 0')
    expect(describeManifoldPlane(firstAxes(1), 1, '0')).toBe('z₀ →, the only dimension')
  })

  it('counts what is left out', () => {
    const all = { points: 200, outside: 0, unplaced: 0, labels: 3, labelsUnseen: 0 }
    expect(describeUnseen(all)).toBeNull()
    expect(describeUnseen({ ...all, outside: 47 })).toBe('47 of 200 points outside')
    expect(describeUnseen({ ...all, outside: 69, points: 260, labels: 26, labelsUnseen: 6 })).toBe(
      '69 of 260 points outside (6 of 26 labels entirely)',
    )
    expect(describeUnseen({ ...all, outside: 2503, points: 10_000 })).toBe('2,503 of 10,000 points outside')
    expect(describeUnseen({ ...all, outside: 1, unplaced: 2 })).toBe('1 of 200 points outside, 2 of 200 points not finite')
  })
})

describe('the classes of a data set', () => {
  it('are the labels that an image has, in training or in the test', () => {
    expect(classesOf({ trainClassCounts: [0, 4, 0, 2], testClassCounts: [0, 1, 0, 0, 7] })).toEqual([1, 3, 4])
    expect(classesOf({ trainClassCounts: [], testClassCounts: [] }, Uint8Array.of(30, 12, 30))).toEqual([12, 30])
  })
})
