import type { Viewport } from './viewport.ts'

/** Cells along one side of the density picture. */
export const densitySide = 128
/** Width of the kernel in cells. */
const sigma = 1.6

const kernel = Array.from({ length: 11 }, (_, i) => Math.exp(-((i - 5) ** 2) / (2 * sigma ** 2)))

/**
 * How densely points lie in the part of the plane that is shown: counted in cells, then smoothed by a Gaussian kernel.
 * @param points [n, 2]
 * @param shown which of them count
 * @returns [densitySide, densitySide], row 0 on top, the greatest value 1; all 0 where no point lies
 */
export function density(points: Float32Array, shown: (index: number) => boolean, { x, y, half }: Viewport): Float32Array {
  const counts = new Float32Array(densitySide ** 2)
  const scale = densitySide / (2 * half)
  for (let i = 0; i < points.length / 2; i++) {
    const column = Math.floor(((points[2 * i] ?? 0) - x + half) * scale)
    const row = Math.floor((y + half - (points[2 * i + 1] ?? 0)) * scale)
    if (column < 0 || row < 0 || column >= densitySide || row >= densitySide || !shown(i)) continue
    counts[row * densitySide + column] = (counts[row * densitySide + column] ?? 0) + 1
  }
  const smooth = smoothed(smoothed(counts, 1, densitySide), densitySide, 1)
  const most = smooth.reduce((greatest, value) => Math.max(greatest, value), 0)
  return most > 0 ? smooth.map((value) => value / most) : smooth
}

/** Along one direction: `step` from one cell to the next, `stride` from one line to the next. */
function smoothed(values: Float32Array, step: number, stride: number): Float32Array {
  const result = new Float32Array(values.length)
  const reach = (kernel.length - 1) / 2
  for (let line = 0; line < densitySide; line++) {
    for (let place = 0; place < densitySide; place++) {
      let sum = 0
      for (let k = -reach; k <= reach; k++) {
        const from = place + k
        if (from >= 0 && from < densitySide) sum += (kernel[k + reach] ?? 0) * (values[line * stride + from * step] ?? 0)
      }
      result[line * stride + place * step] = sum
    }
  }
  return result
}
