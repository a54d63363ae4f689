import { describe, expect, it } from 'vitest'
import { DrawingPad } from '../../../src/renderer/state/drawing-pad.svelte.ts'

describe('the drawing pad', () => {
  it('keeps strokes and takes them back, the last one first', () => {
    const pad = new DrawingPad()
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
    const pad = new DrawingPad()
    pad.movePen(0.1, 0)
    expect(pad.strokes).toEqual([])
    pad.togglePen()
    pad.movePen(0, 0.1)
    pad.togglePen()
    pad.movePen(0, 0.1)
    expect(pad.strokes).toEqual([[{ x: 0.6, y: 0.5 }, { x: 0.6, y: 0.6 }]])
  })

  it('keeps the pen on the pad', () => {
    const pad = new DrawingPad()
    pad.movePen(5, -5)
    expect(pad.pen).toEqual({ x: 0.98, y: 0.02 })
  })
})
