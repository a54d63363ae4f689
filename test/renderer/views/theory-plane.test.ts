import { describe, expect, it } from 'vitest'
import { movedByKey, placeOf, pointAt } from '../../../src/renderer/views/theory/plane.ts'
import { chapterInView } from '../../../src/renderer/views/theory/sections.ts'

const plane = { box: { left: 40, top: 4, side: 100 }, limit: 5 }

describe('a plane to probe', () => {
  it('has its origin in the middle and its second axis upwards', () => {
    expect(placeOf([0, 0], plane)).toEqual({ left: 90, top: 54 })
    expect(placeOf([5, 5], plane)).toEqual({ left: 140, top: 4 })
  })

  it('gives back the point at a place, and none beyond its edges', () => {
    expect(pointAt(placeOf([1.5, -2], plane), plane)).toEqual([1.5, -2])
    expect(pointAt({ left: 0, top: 500 }, plane)).toEqual([-5, -5])
  })

  it('is walked by the arrow keys, in tenths, and in whole steps with Shift', () => {
    expect(movedByKey([0.2, 1], { key: 'ArrowRight', shiftKey: false }, 5)).toEqual([0.3, 1])
    expect(movedByKey([0.2, 1], { key: 'ArrowDown', shiftKey: true }, 5)).toEqual([0.2, 0])
    expect(movedByKey([-4.95, 1], { key: 'ArrowLeft', shiftKey: false }, 5)).toEqual([-5, 1])
    expect(movedByKey([0, 0], { key: 'Enter', shiftKey: false }, 5)).toBeNull()
  })
})

it('the chapter that is read is the one a third down the view, at the end the last', () => {
  const places = [
    { id: 'ring', top: -400 },
    { id: 'bound', top: 190 },
    { id: 'kl', top: 700 },
  ] as const
  expect(chapterInView(places, 600, false)).toBe('bound')
  expect(chapterInView(places, 300, false)).toBe('ring')
  expect(chapterInView(places, 600, true)).toBe('kl')
})
