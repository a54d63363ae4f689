import type { PlanePoint } from '../../../shared/maths/latent-plane.ts'

/** What dragging does; whatever the tool, Shift draws a line and the middle button moves the plane. */
export type ScatterTool = 'explore' | 'line' | 'pan'

/** What one can do in the plane, with the pointer or by keys. */
export interface PlaneActions {
  probe(point: PlanePoint): void
  /** A click, on a test image or beside them all (null). */
  pick(index: number | null): void
  line(from: PlanePoint, to: PlanePoint): void
  /** In parts of the side that is shown. */
  pan(right: number, up: number): void
  zoom(factor: number, anchor: PlanePoint | null): void
  home(): void
  /** Takes the marks away. */
  clear(): void
}

export const gestureOf = (tool: ScatterTool, { button, shiftKey }: { button: number; shiftKey: boolean }): ScatterTool => {
  if (button === 1) return 'pan'
  return shiftKey ? 'line' : tool
}

/** Of the side that is shown, for one press of an arrow key. */
const keyStep = 1 / 60

interface KeyboardContext {
  cursor: PlanePoint
  /** Half of the side that is shown. */
  half: number
  /** Where a line was begun, while one is drawn. */
  lineStart: PlanePoint | null
}

/** What a key does in the plane; null: nothing, it belongs to others. Arrows move the point that is decoded, with Shift fast. */
export function keyAction(
  { key, shiftKey, altKey, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'>,
  { cursor, half, lineStart }: KeyboardContext,
): ((actions: PlaneActions & { pickNear(): void; toggleLine(): void }) => void) | null {
  if (ctrlKey || metaKey) return null
  const direction = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[key]
  if (direction !== undefined) {
    const [x = 0, y = 0] = direction
    if (altKey) return (actions) => actions.pan(x / 8, y / 8)
    const step = 2 * half * keyStep * (shiftKey ? 5 : 1)
    const to = { x: cursor.x + x * step, y: cursor.y + y * step }
    return (actions) => {
      actions.probe(to)
      if (lineStart !== null) actions.line(lineStart, to)
    }
  }
  if (key === '+' || key === '=') return (actions) => actions.zoom(1 / 1.25, cursor)
  if (key === '-') return (actions) => actions.zoom(1.25, cursor)
  if (key === '0' || key === 'Home') return (actions) => actions.home()
  if (key === 'Escape') return (actions) => actions.clear()
  if (key === 'Enter') return (actions) => actions.pickNear()
  if (key === 'l' || key === 'L') return (actions) => actions.toggleLine()
  return null
}
