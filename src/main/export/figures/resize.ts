import type { GreyImage } from './mosaic.ts'

/** For each target sample, the source samples under it and how much of it each covers. */
interface Coverage {
  first: Int32Array
  /** [target, reach] */
  weights: Float32Array
  reach: number
}

function coverage(source: number, target: number): Coverage {
  const scale = source / target
  const reach = Math.ceil(scale) + 1
  const first = new Int32Array(target)
  const weights = new Float32Array(target * reach)
  for (let index = 0; index < target; index++) {
    const start = index * scale
    const end = start + scale
    const left = Math.floor(start)
    first[index] = left
    for (let tap = 0; tap < reach; tap++) {
      const overlap = Math.min(end, left + tap + 1) - Math.max(start, left + tap)
      // Edges that coincide but for rounding shall not smear one pixel into the next.
      if (overlap > 1e-6) weights[index * reach + tap] = overlap / scale
    }
  }
  return { first, weights, reach }
}

/**
 * Resizes grey pictures to one fixed size by area: each target pixel is the mean of the source under it. Source pixels
 * stay crisp, evenly sized squares at a scale like 1.47, where taking the nearest one would make some twice as wide as
 * others, and none is lost where the picture shrinks.
 */
export class AreaResizer {
  private readonly columns: Coverage
  private readonly rows: Coverage
  private readonly narrowed: Float32Array
  private readonly resized: Uint8Array

  constructor(
    private readonly source: { width: number; height: number },
    private readonly target: { width: number; height: number },
  ) {
    this.columns = coverage(source.width, target.width)
    this.rows = coverage(source.height, target.height)
    this.narrowed = new Float32Array(source.height * target.width)
    this.resized = new Uint8Array(target.height * target.width)
  }

  /** @returns [target height, target width] grey levels, valid until the next call */
  resize(image: GreyImage): Uint8Array {
    const { columns, rows, narrowed, source, target, resized } = this
    for (let y = 0; y < source.height; y++) {
      for (let x = 0; x < target.width; x++) {
        const start = y * source.width + (columns.first[x] ?? 0)
        let sum = 0
        for (let tap = 0; tap < columns.reach; tap++) {
          sum += (columns.weights[x * columns.reach + tap] ?? 0) * (image.pixels[start + tap] ?? 0)
        }
        narrowed[y * target.width + x] = sum
      }
    }
    for (let y = 0; y < target.height; y++) {
      const start = (rows.first[y] ?? 0) * target.width
      for (let x = 0; x < target.width; x++) {
        let sum = 0
        for (let tap = 0; tap < rows.reach; tap++) {
          sum += (rows.weights[y * rows.reach + tap] ?? 0) * (narrowed[start + tap * target.width + x] ?? 0)
        }
        resized[y * target.width + x] = Math.round(sum)
      }
    }
    return resized
  }
}
