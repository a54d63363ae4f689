import { createCanvas } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { ScatterFigure, type ScatterData, type ScatterLook } from '../../../../src/main/export/figures/scatter.ts'
import { labelColourNames } from '../../../../src/shared/maths/label-colours.ts'
import { limitsOf, firstTwoDimensions } from '../../../../src/shared/maths/unseen-points.ts'

/** Draws one frame. @returns the colour of each of its pixels */
function drawn(data: ScatterData, latents: readonly number[], look: ScatterLook = {}) {
  const figure = new ScatterFigure(data, look)
  const context = createCanvas(figure.width, figure.height).getContext('2d')
  figure.draw(context, { epoch: 3, latents: Float32Array.from(latents) })
  const { data: rgba } = context.getImageData(0, 0, figure.width, figure.height)
  const at = (x: number, y: number) => [...rgba.subarray(4 * (Math.floor(y) * figure.width + Math.floor(x)), 4 * (Math.floor(y) * figure.width + Math.floor(x)) + 3)]
  /** Whether anything is written in a part of the picture. */
  const inked = (left: number, top: number, right: number, foot: number, lightest = 128) => {
    for (let y = top; y < foot; y++) for (let x = left; x < right; x++) if (Math.min(...at(x, y)) < lightest) return true
    return false
  }
  return { at, inked, unseen: figure.unseen({ epoch: 3, latents: Float32Array.from(latents) }) }
}

/** Of points in a picture of the tutorial's size and limits. */
const place = (x: number, y: number): [number, number] => [100 + ((x + 5) / 10) * 496, 96 + ((5 - y) / 10) * 616]
/** The rows of pixels under the numbers of the axis, where the figure says what it does not show. */
const caption = [100, 738, 700, 799] as const
const upTo = (last: number, first = 0) => Array.from({ length: last - first + 1 }, (_, index) => first + index)
const sets = { three: [12, 21, 30], letters: upTo(26, 1), balanced: upTo(46), byclass: upTo(61) }

describe.each(Object.entries(sets))('the scatter of the labels %s', (_, classes) => {
  const along = (rank: number) => -4.8 + (9.6 * rank) / (classes.length - 1)
  const latents = classes.flatMap((_, rank) => [along(rank), 1])

  it.each(labelColourNames)('shows each in the colour that the bar has for it: %s', (colours) => {
    const { at } = drawn({ labels: Uint8Array.from(classes), classes, latentDim: 2 }, latents, { colours })
    const shown = classes.map((_, rank) => at(...place(along(rank), 1)))
    const onBar = classes.map((label, rank) => {
      const [low = 0, high = 0] = [classes[0], classes.at(-1)]
      const share = colours === 'coolwarm' ? (label - low) / (high - low) : (rank + 0.5) / classes.length
      return at(640, Math.min(711, Math.max(97, 96 + 616 * (1 - share))))
    })
    for (const [rank, colour] of shown.entries()) {
      // The bar's ends are a pixel off, and a pixel of the bar is about one of its colours.
      const difference = Math.max(...colour.map((channel, k) => Math.abs(channel - (onBar[rank]?.[k] ?? NaN))))
      expect(difference, `label ${classes[rank]}`).toBeLessThanOrEqual(colours === 'coolwarm' ? 6 : 0)
    }
    expect(new Set(shown.map(String)).size).toBe(classes.length)
  })

  it('has a tick at each of them beside the bar', () => {
    const { at } = drawn({ labels: Uint8Array.from(classes), classes, latentDim: 2 }, latents)
    const [low = 0, high = 0] = [classes[0], classes.at(-1)]
    const ticks = classes.filter((label) => at(660, Math.round(96 + 616 * (1 - (label - low) / (high - low)))).every((channel) => channel === 0))
    expect(ticks).toEqual(classes)
  })

  it('says nothing of what is all there', () => {
    expect(drawn({ labels: Uint8Array.from(classes), classes, latentDim: 2 }, latents).inked(...caption)).toBe(false)
  })
})

describe('the scatter', () => {
  const labels = Uint8Array.from({ length: 200 }, (_, index) => (index < 47 ? 12 : index % 2 === 0 ? 21 : 30))
  const data = { labels, classes: [12, 21, 30], latentDim: 2 }
  const latents = Array.from(labels, (label, index) => (label === 12 ? [6 + index / 10, -7] : [Math.cos(index), Math.sin(index)])).flat()

  it('says how many points are beyond its axes, and of how many labels that is all', () => {
    const { unseen, inked } = drawn(data, latents)
    expect(unseen).toEqual({ points: 200, outside: 47, unplaced: 0, labels: 3, labelsUnseen: 1 })
    expect(inked(...caption)).toBe(true)
  })

  it('shows all of them within limits that follow the data', () => {
    const limits = limitsOf([firstTwoDimensions({ latents: Float32Array.from(latents), latentDim: 2 })])
    const { unseen, inked, at } = drawn(data, latents, { limits })
    expect(unseen).toMatchObject({ outside: 0, labelsUnseen: 0 })
    expect(inked(...caption)).toBe(false)
    const [left, right] = limits.x
    const [foot, top] = limits.y
    expect(at(100 + (496 * (6 - left)) / (right - left), 96 + (616 * (top + 7)) / (top - foot))).toEqual([59, 76, 192])
  })

  it('says that points have no place, as those of a run that has diverged', () => {
    const { unseen, inked } = drawn({ labels: new Uint8Array(2), classes: [0], latentDim: 2 }, [NaN, 0, 1, 1])
    expect(unseen).toMatchObject({ points: 2, outside: 0, unplaced: 1 })
    expect(inked(...caption)).toBe(true)
  })

  it('says which dimensions of many it shows', () => {
    const { inked } = drawn({ labels: new Uint8Array(1), classes: [0], latentDim: 8 }, [1, 1, 9, 9, 9, 9, 9, 9])
    expect(inked(...caption)).toBe(true)
  })
})

describe('the scatter of a single dimension', () => {
  const classes = [12, 21, 30]
  const labels = Uint8Array.from({ length: 90 }, (_, index) => classes[index % 3] ?? 0)
  const picture = drawn({ labels, classes: [7, ...classes], latentDim: 1 }, Array.from(labels, (label) => (label - 21) / 3))

  it('has a row for each label that occurs, from the top, and no second axis', () => {
    // Full width: rows are named, so there is no bar beside them.
    const across = (value: number) => 100 + (620 * (value + 5)) / 10
    classes.forEach((label, rank) => {
      const x = across((label - 21) / 3)
      const foundIn = [0, 1, 2].filter((row) => picture.inked(Math.round(x) - 1, 100 + row * 205, Math.round(x) + 1, 300 + row * 205, 240))
      expect(foundIn).toEqual([rank])
    })
    expect(picture.at(720, 300)).toEqual([0, 0, 0])
  })

  it('says so', () => {
    expect(picture.inked(...caption)).toBe(true)
    expect(picture.unseen).toMatchObject({ points: 90, outside: 0 })
  })

  it('counts what is beyond its only axis', () => {
    const { unseen } = drawn({ labels: Uint8Array.of(1, 2), classes: [1, 2], latentDim: 1 }, [7, 0])
    expect(unseen).toMatchObject({ outside: 1, labelsUnseen: 1 })
  })
})
