import { describe, expect, it } from 'vitest'
import { gestureOf, keyAction } from '../../../../src/renderer/charts/latent/gestures.ts'

function press(key: string, modifiers: { shiftKey?: boolean; altKey?: boolean; ctrlKey?: boolean } = {}, lineStart: { x: number; y: number } | null = null) {
  const done: unknown[][] = []
  const note = (name: string) => (...values: unknown[]) => void done.push([name, ...values])
  const event = { key, shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, ...modifiers }
  const action = keyAction(event, { cursor: { x: 1, y: 2 }, half: 6, lineStart })
  action?.({
    ...{ probe: note('probe'), pick: note('pick'), line: note('line'), pan: note('pan'), zoom: note('zoom'), home: note('home') },
    clear: note('clear'),
    ...{ pickNear: note('pickNear'), toggleLine: note('toggleLine') },
  })
  return done
}

describe('dragging', () => {
  it('does what the tool says, or what button and Shift say', () => {
    expect(gestureOf('explore', { button: 0, shiftKey: false })).toBe('explore')
    expect(gestureOf('explore', { button: 0, shiftKey: true })).toBe('line')
    expect(gestureOf('line', { button: 1, shiftKey: true })).toBe('pan')
  })
})

describe('keys in the plane', () => {
  it('move the point that is decoded', () => {
    expect(press('ArrowRight')).toEqual([['probe', { x: 1.2, y: 2 }]])
    expect(press('ArrowUp', { shiftKey: true })).toEqual([['probe', { x: 1, y: 3 }]])
  })

  it('move the plane, zoom and go home', () => {
    expect(press('ArrowLeft', { altKey: true })[0]?.slice(0, 2)).toEqual(['pan', -0.125])
    expect(press('+')).toEqual([['zoom', 0.8, { x: 1, y: 2 }]])
    expect(press('0')).toEqual([['home']])
    expect(press('Escape')).toEqual([['clear']])
  })

  it('draw a line along with the point once it is begun', () => {
    expect(press('l')).toEqual([['toggleLine']])
    expect(press('ArrowRight', {}, { x: 0, y: 0 })).toEqual([
      ['probe', { x: 1.2, y: 2 }],
      ['line', { x: 0, y: 0 }, { x: 1.2, y: 2 }],
    ])
  })

  it('leave all others alone', () => {
    expect(press('Tab')).toEqual([])
    expect(press('0', { ctrlKey: true })).toEqual([])
  })
})
