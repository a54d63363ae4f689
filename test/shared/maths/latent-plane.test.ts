import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coordinates, codeAt, ellipseOf, planeOfDimensions, planeOfPca, pointOf } from '../../../src/shared/maths/latent-plane.ts'
import { principalComponents } from '../../../src/shared/maths/principal-components.ts'
import { createRandom } from '../../../src/shared/maths/random.ts'
import { standardNormal } from '../../../src/shared/maths/gaussian.ts'
import { symmetricEigen } from '../../../src/shared/maths/symmetric-eigen.ts'

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)

describe('the eigenvectors of a symmetric matrix', () => {
  it('are those known of a small one', () => {
    // [[2, 1], [1, 2]]: 3 along (1, 1), 1 along (1, −1).
    const { values, vectors } = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2)
    expect(values[0]).toBeCloseTo(3, 12)
    expect(values[1]).toBeCloseTo(1, 12)
    expect(vectors[0]?.[0]).toBeCloseTo(Math.SQRT1_2, 12)
    expect(vectors[0]?.[1]).toBeCloseTo(Math.SQRT1_2, 12)
  })

  it('are at right angles, sorted, and put the matrix together again', () => {
    const matrices = fc.integer({ min: 1, max: 7 }).chain((size) =>
      fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: size * size, maxLength: size * size }).map((values) => {
        const matrix = new Float64Array(size * size)
        for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) matrix[i * size + j] = values[Math.min(i, j) * size + Math.max(i, j)] ?? 0
        return { matrix, size }
      }),
    )
    fc.assert(
      fc.property(matrices, ({ matrix, size }) => {
        const { values, vectors } = symmetricEigen(matrix, size)
        expect(values).toEqual([...values].sort((a, b) => b - a))
        for (const [i, one] of vectors.entries()) {
          for (const [j, other] of vectors.entries()) expect(dot(one, other)).toBeCloseTo(i === j ? 1 : 0, 9)
        }
        for (let i = 0; i < size; i++) {
          for (let j = 0; j < size; j++) {
            const again = values.reduce((sum, value, k) => sum + value * (vectors[k]?.[i] ?? 0) * (vectors[k]?.[j] ?? 0), 0)
            expect(again).toBeCloseTo(matrix[i * size + j] ?? 0, 7)
          }
        }
      }),
    )
  })
})

describe('principal components', () => {
  it('find the direction in which points were spread', () => {
    const random = createRandom(4)
    const codes = new Float32Array(3 * 4000)
    for (let i = 0; i < 4000; i++) {
      const [far, near] = [3 * standardNormal(random), 0.5 * standardNormal(random)]
      codes.set([1 + 0.6 * far, -2 + near, 0.8 * far], 3 * i)
    }
    const { mean, components, variances } = principalComponents(codes, 3)
    expect(mean[1]).toBeCloseTo(-2, 1)
    expect(variances[0]).toBeGreaterThan(8.5)
    expect(variances[0]).toBeLessThan(9.5)
    expect(components[0]?.[0]).toBeCloseTo(0.6, 2)
    expect(components[0]?.[2]).toBeCloseTo(0.8, 2)
    const { shares } = planeOfPca(codes, 3)
    expect(shares[0]).toBeGreaterThan(0.96)
    expect(shares[0] + shares[1]).toBeCloseTo(1, 3)
  })
})

describe('a plane in the latent space', () => {
  const codes = Float32Array.of(1, 2, 3, 4, -1, -2, -3, -4)

  it('of two dimensions shows these', () => {
    expect([...coordinates(planeOfDimensions(4, 2, 0), codes)]).toEqual([3, 1, -3, -1])
    expect([...codeAt(planeOfDimensions(4, 2, 0), { x: 7, y: 8 })]).toEqual([8, 0, 7, 0])
  })

  it('of a latent space of one dimension is a line', () => {
    const plane = planeOfDimensions(1, 0, 1)
    expect([...coordinates(plane, Float32Array.of(5, 6))]).toEqual([5, 0, 6, 0])
    expect([...codeAt(plane, { x: 2, y: 9 })]).toEqual([2])
  })

  it('gives every point its code and takes it back', () => {
    const random = createRandom(1)
    const { plane } = planeOfPca(Float32Array.from({ length: 500 }, () => standardNormal(random)), 5)
    const coordinate = fc.double({ min: -9, max: 9, noNaN: true })
    fc.assert(
      fc.property(coordinate, coordinate, (x, y) => {
        const back = pointOf(plane, codeAt(plane, { x, y }))
        expect(back.x).toBeCloseTo(x, 4)
        expect(back.y).toBeCloseTo(y, 4)
      }),
    )
  })

  it('sees σ as an ellipse', () => {
    const upright = ellipseOf(planeOfDimensions(2, 0, 1), Float32Array.of(1, 2))
    expect([upright.major, upright.minor]).toEqual([2, 1])
    expect(Math.abs(upright.angle)).toBeCloseTo(Math.PI / 2)
    const slanted = { origin: new Float64Array(2), x: Float64Array.of(0.8, 0.6), y: Float64Array.of(-0.6, 0.8) }
    const turned = ellipseOf(slanted, Float32Array.of(2, 1))
    expect(turned.major).toBeCloseTo(2)
    expect(turned.minor).toBeCloseTo(1)
    expect(turned.angle).toBeCloseTo(-Math.atan2(0.6, 0.8))
  })
})
