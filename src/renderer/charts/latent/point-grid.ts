import type { PlanePoint } from '../../../shared/maths/latent-plane.ts'

/** Points a cell on average. */
const perCell = 4

/**
 * Points of the plane in a grid of cells, so that the nearest one to the pointer is found without looking at them all.
 */
export class PointGrid {
  private readonly left: number
  private readonly bottom: number
  private readonly cell: number
  private readonly columns: number
  private readonly rows: number
  /** Where each cell's points begin in `order`. */
  private readonly starts: Int32Array
  private readonly order: Int32Array

  /** @param points x and y of each, [n, 2] */
  constructor(private readonly points: Float32Array) {
    const count = points.length / 2
    let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity]
    for (let i = 0; i < count; i++) {
      const [x = 0, y = 0] = [points[2 * i], points[2 * i + 1]]
      left = Math.min(left, x)
      right = Math.max(right, x)
      bottom = Math.min(bottom, y)
      top = Math.max(top, y)
    }
    this.left = count === 0 ? 0 : left
    this.bottom = count === 0 ? 0 : bottom
    const extent = Math.max(right - left, top - bottom, 1e-6)
    const across = Math.max(1, Math.round(Math.sqrt(count / perCell)))
    this.cell = Number.isFinite(extent) ? extent / across : 1
    this.columns = across + 1
    this.rows = across + 1
    this.starts = new Int32Array(this.columns * this.rows + 1)
    this.order = new Int32Array(count)
    this.fill(count)
  }

  /** The nearest point within `radius` of `at` that `wanted` lets pass; −1 if there is none. */
  nearest(at: PlanePoint, radius: number, wanted: (index: number) => boolean = () => true): number {
    let nearest = -1
    let best = radius * radius
    const [fromColumn, toColumn] = [this.column(at.x - radius), this.column(at.x + radius)]
    const [fromRow, toRow] = [this.row(at.y - radius), this.row(at.y + radius)]
    for (let row = fromRow; row <= toRow; row++) {
      for (let column = fromColumn; column <= toColumn; column++) {
        const cell = row * this.columns + column
        for (let k = this.starts[cell] ?? 0; k < (this.starts[cell + 1] ?? 0); k++) {
          const index = this.order[k] ?? 0
          const distance = ((this.points[2 * index] ?? 0) - at.x) ** 2 + ((this.points[2 * index + 1] ?? 0) - at.y) ** 2
          if (distance <= best && wanted(index)) {
            nearest = index
            best = distance
          }
        }
      }
    }
    return nearest
  }

  private fill(count: number): void {
    const cellOf = (i: number) => this.row(this.points[2 * i + 1] ?? 0) * this.columns + this.column(this.points[2 * i] ?? 0)
    for (let i = 0; i < count; i++) this.starts[cellOf(i) + 1] = (this.starts[cellOf(i) + 1] ?? 0) + 1
    for (let c = 0; c < this.columns * this.rows; c++) this.starts[c + 1] = (this.starts[c + 1] ?? 0) + (this.starts[c] ?? 0)
    const next = this.starts.slice()
    for (let i = 0; i < count; i++) {
      const place = next[cellOf(i)] ?? 0
      this.order[place] = i
      next[cellOf(i)] = place + 1
    }
  }

  private column(x: number): number {
    return Math.max(0, Math.min(this.columns - 1, Math.floor((x - this.left) / this.cell)))
  }

  private row(y: number): number {
    return Math.max(0, Math.min(this.rows - 1, Math.floor((y - this.bottom) / this.cell)))
  }
}
