import type { PlanePoint } from '../../shared/maths/latent-plane.ts'
import type { Stroke } from '../charts/drawing/rasterize.ts'

/** The pad that a digit is drawn on: strokes in its own unit, where its side is 1. */
export class DrawingPad {
  strokes = $state.raw<readonly Stroke[]>([])
  /** Where the keyboard's pen stands; null until it is used. */
  pen = $state.raw<PlanePoint | null>(null)
  penDown = $state(false)

  begin(point: PlanePoint): void {
    this.strokes = [...this.strokes, [point]]
  }

  extend(point: PlanePoint): void {
    const last = this.strokes.at(-1)
    if (last !== undefined) this.strokes = [...this.strokes.slice(0, -1), [...last, point]]
  }

  undo(): void {
    this.strokes = this.strokes.slice(0, -1)
    this.penDown = false
  }

  clear(): void {
    this.strokes = []
    this.penDown = false
  }

  /** Moves the keyboard's pen, which draws while it is down. */
  movePen(dx: number, dy: number): void {
    const { x, y } = this.pen ?? { x: 0.5, y: 0.5 }
    const within = (value: number) => Math.max(0.02, Math.min(0.98, value))
    this.pen = { x: within(x + dx), y: within(y + dy) }
    if (this.penDown) this.extend(this.pen)
  }

  togglePen(): void {
    this.pen ??= { x: 0.5, y: 0.5 }
    this.penDown = !this.penDown
    if (this.penDown) this.begin(this.pen)
  }
}
