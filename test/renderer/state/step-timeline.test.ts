import { describe, expect, it } from 'vitest'
import { describeOperation, following, formatMicroseconds, kindColours, zoomed } from '../../../src/renderer/state/step-timeline.ts'

const whole = { from: 0, to: 1000 }

describe('the timeline of a step', () => {
  it('zooms about the point that is pointed at, within the step', () => {
    expect(zoomed(whole, whole, 500, 0.5)).toEqual({ from: 250, to: 750 })
    expect(zoomed({ from: 0, to: 500 }, whole, 0, 0.5)).toEqual({ from: 0, to: 250 })
    expect(zoomed({ from: 900, to: 1000 }, whole, 1000, 4)).toEqual({ from: 600, to: 1000 })
    expect(zoomed({ from: 100, to: 101 }, whole, 100, 0.1)).toEqual({ from: 100, to: 101 })
    expect(zoomed({ from: 200, to: 700 }, whole, 300, 100)).toEqual(whole)
  })

  it('follows an operation that is chosen out of view', () => {
    expect(following({ from: 100, to: 200 }, { start: 120, end: 130 })).toEqual({ from: 100, to: 200 })
    expect(following({ from: 100, to: 200 }, { start: 40, end: 50 })).toEqual({ from: 40, to: 140 })
    expect(following({ from: 100, to: 200 }, { start: 290, end: 300 })).toEqual({ from: 200, to: 300 })
    // One that is longer than what is in view begins at its edge.
    expect(following({ from: 100, to: 200 }, { start: 250, end: 900 })).toEqual({ from: 250, to: 350 })
  })

  it('has a colour for each of the longest kinds, and one for all others', () => {
    const totals = Array.from({ length: 9 }, (_, place) => ({ kind: `Kind${place}`, count: 1, total: 9 - place, mean: 1, share: 0.1 }))
    const colour = kindColours(totals)
    expect(new Set(totals.slice(0, 7).map(({ kind }) => colour(kind))).size).toBe(7)
    expect(colour('Kind7')).toBe(colour('Kind8'))
  })

  it('says times and operations in words', () => {
    expect([0.44, 12.4, 1239].map(formatMicroseconds)).toEqual(['0.4 µs', '12 µs', '1.24 ms'])
    expect(describeOperation({ node: 'train/0/MatMul_3', kind: 'MatMul', start: 100, end: 350, lane: 1 })).toBe('MatMul, 250 µs, from 100 µs on, lane 2: train/0/MatMul_3')
  })
})
