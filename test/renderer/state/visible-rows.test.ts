import { describe, expect, it } from 'vitest'
import { scrollTo, visibleRows } from '../../../src/renderer/state/visible-rows.ts'

describe('visibleRows', () => {
  it('has those in sight and some beyond, within the list', () => {
    expect(visibleRows(1000, 50, 0, 500)).toEqual({ start: 0, end: 16 })
    expect(visibleRows(1000, 50, 10_000, 500)).toEqual({ start: 194, end: 216 })
    expect(visibleRows(1000, 50, 49_500, 500)).toEqual({ start: 984, end: 1000 })
    expect(visibleRows(3, 50, 0, 500)).toEqual({ start: 0, end: 3 })
    // The list became shorter while it was scrolled down.
    expect(visibleRows(3, 50, 40_000, 500)).toEqual({ start: 3, end: 3 })
  })
})

describe('scrollTo', () => {
  it('scrolls no farther than it must', () => {
    expect(scrollTo(5, 50, 0, 500)).toBe(0)
    expect(scrollTo(10, 50, 0, 500)).toBe(50)
    expect(scrollTo(2, 50, 400, 500)).toBe(100)
  })
})
