import type { PlanePoint } from '../../shared/maths/latent-plane.ts'
import type { Stroke } from '../charts/drawing/rasterize.ts'

/** The pad that a digit is drawn on, which has the aspect of the data set's images: strokes in its own unit, where its shorter side is 1. */
export class DrawingPad {
  strokes = $state.raw<readonly Stroke[]>([])
  /** Where the keyboard's pen stands; null until it is used. */
  pen = $state.raw<PlanePoint | null>(null)
  penDown = $state(false)

  /** @param image the size of the images that are drawn, in any unit */
  constructor(private readonly image: () => { width: number; height: number }) {}

  /** Its extent in its own unit. */
  readonly size = $derived.by(() => {
    const { width, height } = this.image()
    const shorter = Math.min(width, height)
    return { width: width / shorter, height: height / shorter }
  })

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
    const { x, y } = this.pen ?? this.#middle()
    const within = (value: number, most: number) => Math.max(0.02, Math.min(most - 0.02, value))
    this.pen = { x: within(x + dx, this.size.width), y: within(y + dy, this.size.height) }
    if (this.penDown) this.extend(this.pen)
  }

  togglePen(): void {
    this.pen ??= this.#middle()
    this.penDown = !this.penDown
    if (this.penDown) this.begin(this.pen)
  }

  #middle(): PlanePoint {
    return { x: this.size.width / 2, y: this.size.height / 2 }
  }
}
