import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rasterize } from '../../../../src/renderer/charts/drawing/rasterize.ts'

function extent(image: Uint8Array, width: number) {
  const lit = Array.from(image, (value, i) => ({ value, x: i % width, y: Math.floor(i / width) })).filter(({ value }) => value > 60)
  const range = (values: number[]) => [Math.min(...values), Math.max(...values)] as const
  return { x: range(lit.map(({ x }) => x)), y: range(lit.map(({ y }) => y)), count: lit.length }
}

function centreOfMass(image: Uint8Array, width: number) {
  const mass = image.reduce((sum, value) => sum + value, 0)
  const along = (coordinate: (i: number) => number) => image.reduce((sum, value, i) => sum + value * coordinate(i), 0) / mass
  return { x: along((i) => i % width), y: along((i) => Math.floor(i / width)) }
}

describe('a drawing as an image', () => {
  it('is black without strokes', () => {
    expect(rasterize([], 28, 28)).toEqual(new Uint8Array(784))
  })

  it('fits MNIST’s box of 20 pixels, however small and wherever it was drawn', () => {
    const one = rasterize([[{ x: 0.8, y: 0.1 }, { x: 0.8, y: 0.4 }]], 28, 28)
    const { x, y } = extent(one, 28)
    expect(y[1] - y[0] + 1).toBeGreaterThanOrEqual(19)
    expect(y[1] - y[0] + 1).toBeLessThanOrEqual(21)
    expect(x[1] - x[0] + 1).toBeLessThanOrEqual(4)
    expect(Math.max(...one)).toBe(255)
  })

  it('has its centre of mass in the middle', () => {
    const coordinate = fc.double({ min: 0, max: 1, noNaN: true })
    const stroke = fc.array(fc.record({ x: coordinate, y: coordinate }), { minLength: 2, maxLength: 5 })
    fc.assert(
      fc.property(stroke, (points) => {
        const spread = (values: number[]) => Math.max(...values) - Math.min(...values)
        fc.pre(Math.max(spread(points.map(({ x }) => x)), spread(points.map(({ y }) => y))) > 0.2)
        const image = rasterize([points], 28, 28)
        // A line that is heavy at one end may not fit beside the middle: it is cut off at the border.
        fc.pre(!image.some((value, i) => value > 0 && [0, 27].some((edge) => i % 28 === edge || Math.floor(i / 28) === edge)))
        const { x, y } = centreOfMass(image, 28)
        expect(Math.abs(x - 13.5)).toBeLessThan(0.2)
        expect(Math.abs(y - 13.5)).toBeLessThan(0.2)
      }),
      { examples: [[[{ x: 0, y: 0.15 }, { x: 0.2, y: 0 }, { x: 0, y: 0 }]]], numRuns: 30 },
    )
  })

  it('leaves a dot a dot', () => {
    const { count } = extent(rasterize([[{ x: 0.2, y: 0.2 }]], 28, 28), 28)
    expect(count).toBeGreaterThan(1)
    expect(count).toBeLessThan(20)
  })

  it.each([
    [28, 14],
    [14, 28],
    [20, 32],
  ])('fills its share of images of height %d and width %d, undistorted', (height, width) => {
    const shorter = Math.min(height, width)
    // A cross over the whole pad, and a smaller one.
    for (const scale of [1, 0.4]) {
      const [right, down] = [(scale * width) / shorter, (scale * height) / shorter]
      const image = rasterize([[{ x: 0, y: down / 2 }, { x: right, y: down / 2 }], [{ x: right / 2, y: 0 }, { x: right / 2, y: down }]], height, width)
      expect(image).toHaveLength(height * width)
      const { x, y } = extent(image, width)
      expect(Math.abs(x[1] - x[0] + 1 - (20 / 28) * width)).toBeLessThanOrEqual(2)
      expect(Math.abs(y[1] - y[0] + 1 - (20 / 28) * height)).toBeLessThanOrEqual(2)
    }
    // What is as wide as high on the pad is so in the image.
    const square = rasterize([[{ x: 0, y: 0 }, { x: 0.8, y: 0 }, { x: 0.8, y: 0.8 }, { x: 0, y: 0.8 }, { x: 0, y: 0 }]], height, width)
    const { x, y } = extent(square, width)
    expect(Math.abs(x[1] - x[0] - (y[1] - y[0]))).toBeLessThanOrEqual(1)
  })
})
