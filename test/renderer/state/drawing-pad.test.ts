import { describe, expect, it } from 'vitest'
import { DrawingPad } from '../../../src/renderer/state/drawing-pad.svelte.ts'

describe('the drawing pad', () => {
  it('keeps strokes and takes them back, the last one first', () => {
    const pad = new DrawingPad(() => ({ width: 28, height: 28 }))
    pad.begin({ x: 0, y: 0 })
    pad.extend({ x: 1, y: 0 })
    pad.begin({ x: 0.5, y: 0.5 })
    expect(pad.strokes.map((stroke) => stroke.length)).toEqual([2, 1])
    pad.undo()
    expect(pad.strokes).toEqual([[{ x: 0, y: 0 }, { x: 1, y: 0 }]])
    pad.clear()
    expect(pad.strokes).toEqual([])
  })

  it('is drawn on by keys, from the middle, while the pen is down', () => {
    const pad = new DrawingPad(() => ({ width: 28, height: 28 }))
    pad.movePen(0.1, 0)
    expect(pad.strokes).toEqual([])
    pad.togglePen()
    pad.movePen(0, 0.1)
    pad.togglePen()
    pad.movePen(0, 0.1)
    expect(pad.strokes).toEqual([[{ x: 0.6, y: 0.5 }, { x: 0.6, y: 0.6 }]])
  })

  it('keeps the pen on the pad', () => {
    const pad = new DrawingPad(() => ({ width: 28, height: 28 }))
    pad.movePen(5, -5)
    expect(pad.pen).toEqual({ x: 0.98, y: 0.02 })
  })

  it.each([
    [28, 14, 2, 1],
    [14, 28, 1, 2],
    [32, 20, 1.6, 1],
  ])('has the aspect of images of %d × %d', (width, height, across, down) => {
    const pad = new DrawingPad(() => ({ width, height }))
    expect(pad.size).toEqual({ width: across, height: down })
    pad.togglePen()
    expect(pad.pen).toEqual({ x: across / 2, y: down / 2 })
    pad.movePen(5, 5)
    expect(pad.pen).toEqual({ x: across - 0.02, y: down - 0.02 })
  })
})
