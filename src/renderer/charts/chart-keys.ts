import { panned, zoomed, type Scale } from './scale.ts'
import type { Viewport } from './scalar-chart.ts'

type Axes = Record<'x' | 'y', Scale>

export type KeyOrder =
  | { kind: 'view'; change: (axes: Axes) => Viewport }
  | { kind: 'step'; by: number }
  | { kind: 'reset' | 'leave' | 'pick' }

const closer = 1.25
const share = 0.1

const keep = ({ min, max }: Scale) => ({ min, max })

/**
 * What a key does in a chart: arrows move along the points, with Shift they move the picture; + and − zoom, 0 shows
 * everything again. null for keys that are not the chart's.
 */
export function keyOrder({ key, shiftKey, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>): KeyOrder | null {
  if (ctrlKey || metaKey || altKey) return null
  if (shiftKey) {
    const moves: Partial<Record<string, [number, number]>> = {
      ArrowLeft: [-share, 0],
      ArrowRight: [share, 0],
      ArrowUp: [0, share],
      ArrowDown: [0, -share],
    }
    const move = moves[key]
    if (move !== undefined) {
      return { kind: 'view', change: ({ x, y }) => ({ x: panned(x, move[0]), y: panned(y, move[1]) }) }
    }
  }
  switch (key) {
    case '+':
    case '=':
      return { kind: 'view', change: ({ x, y }) => ({ x: zoomed(x, closer), y: keep(y) }) }
    case '-':
      return { kind: 'view', change: ({ x, y }) => ({ x: zoomed(x, 1 / closer), y: keep(y) }) }
    case '0':
      return { kind: 'reset' }
    case 'ArrowLeft':
      return { kind: 'step', by: -1 }
    case 'ArrowRight':
      return { kind: 'step', by: 1 }
    case 'PageUp':
      return { kind: 'step', by: -10 }
    case 'PageDown':
      return { kind: 'step', by: 10 }
    case 'Home':
      return { kind: 'step', by: -Infinity }
    case 'End':
      return { kind: 'step', by: Infinity }
    case 'Enter':
      return { kind: 'pick' }
    case 'Escape':
      return { kind: 'leave' }
    default:
      return null
  }
}
