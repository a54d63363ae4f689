import { describe, expect, it } from 'vitest'
import { coolwarm, tab10 } from '../../../src/shared/maths/colour-maps.ts'
import { distinctColours } from '../../../src/shared/maths/distinct-colours.ts'
import { labelColourNames, labelColours } from '../../../src/shared/maths/label-colours.ts'

const upTo = (last: number, first = 0) => Array.from({ length: last - first + 1 }, (_, index) => first + index)
const digits = upTo(9)

describe('coolwarm over the labels', () => {
  it('gives the ten digits the colours of the tutorial', () => {
    expect(digits.map(labelColours('coolwarm', digits).of)).toEqual([
      [59, 76, 192],
      [93, 124, 230],
      [132, 167, 252],
      [170, 199, 253],
      [205, 217, 236],
      [234, 212, 200],
      [247, 184, 156],
      [241, 143, 113],
      [217, 88, 71],
      [180, 4, 38],
    ])
  })

  it.each([[[12, 21, 30]], [upTo(26, 1)], [upTo(46)], [[3, 4, 200]], [[7, 8]]])('spans %j from blue to red, by value', (labels) => {
    const { of, place } = labelColours('coolwarm', labels)
    const [low = NaN, high = NaN] = [labels[0], labels.at(-1)]
    expect([of(low), of(high)]).toEqual([coolwarm[0], coolwarm[255]])
    for (const label of labels) {
      expect(place(label)).toBeCloseTo((label - low) / (high - low), 12)
      expect(of(label)).toEqual(coolwarm[Math.round((255 * (label - low)) / (high - low))])
    }
  })

  it('has a colour for a single label, and for none', () => {
    expect(labelColours('coolwarm', [21]).of(21)).toEqual(coolwarm[0])
    expect(labelColours('coolwarm', [21]).place(21)).toBe(0)
    expect(labelColours('coolwarm', []).of(3)).toHaveLength(3)
  })
})

describe('a colour of its own for each label', () => {
  it('is of tab10 for ten labels, in their order, whatever their numbers are', () => {
    expect(digits.map(labelColours('categorical', digits).of)).toEqual(tab10)
    const letters = labelColours('categorical', upTo(26, 1))
    expect([letters.of(1), letters.of(11)]).toEqual([tab10[0], distinctColours[10]])
    expect([12, 21, 30].map(labelColours('categorical', [12, 21, 30]).of)).toEqual(tab10.slice(0, 3))
  })

  it.each([3, 26, 47, 62, 64])('is given to one label only of %i', (count) => {
    const labels = upTo(count, 1)
    const { of, note } = labelColours('categorical', labels)
    expect(new Set(labels.map((label) => of(label).join())).size).toBe(count)
    expect(note).toBeNull()
  })

  it('says so where there are more labels than colours', () => {
    const { of, note } = labelColours('categorical', upTo(99))
    expect(note).toBe('100 labels share 64 colours')
    expect(of(64)).toEqual(of(0))
  })
})

describe.each(labelColourNames)('the bar of %s', (name) => {
  it.each([[digits], [[12, 21, 30]], [upTo(26, 1)], [upTo(46)], [upTo(255)]])('has the colour of each label where it stands: %j', (labels) => {
    const { of, bar, place } = labelColours(name, labels)
    for (const label of labels) expect(bar(place(label))).toEqual(of(label))
  })
})

describe('the distinct colours', () => {
  /** CIELAB of an sRGB colour under D65. */
  const lab = (rgb: readonly number[]) => {
    const [r = 0, g = 0, b = 0] = linear(rgb)
    const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116)
    const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505)
    const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b)
    const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089)
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
  }
  const linear = (rgb: readonly number[]) =>
    rgb.map((channel) => (channel / 255 <= 0.04045 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4))
  const contrast = (one: readonly number[], other: readonly number[]) => {
    const [light = 0, dark = 0] = [one, other].map((rgb) => linear(rgb).reduce((sum, part, i) => sum + part * ([0.2126, 0.7152, 0.0722][i] ?? 0), 0.05)).sort((a, b) => b - a)
    return light / dark
  }

  it('are far from each other', () => {
    const labs = distinctColours.map(lab)
    const distances = labs.flatMap((one, i) => labs.slice(i + 1).map((other) => Math.hypot(...one.map((part, k) => part - (other[k] ?? 0)))))
    expect(distinctColours).toHaveLength(64)
    expect(Math.min(...distances)).toBeGreaterThan(12.5)
  })

  it('can be seen on the ground of both themes', () => {
    for (const rgb of distinctColours) {
      expect(contrast(rgb, [255, 255, 255])).toBeGreaterThan(1.6)
      expect(contrast(rgb, [0x12, 0x14, 0x18])).toBeGreaterThan(1.9)
    }
  })
})
