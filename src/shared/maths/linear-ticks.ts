/**
 * Round numbers for a linear axis within [min, max]: multiples of 1, 2 or 5 times a power of ten, at most `most` of them.
 * @param least the smallest step, 1 for what is counted
 */
export function linearTicks(min: number, max: number, most: number, least = 0): number[] {
  if (!(max > min)) return []
  const power = 10 ** Math.floor(Math.log10((max - min) / most))
  const rough = [1, 2, 5, 10, 20].map((factor) => factor * power).find((size) => (max - min) / size <= most) ?? 20 * power
  const step = Math.max(rough, least)
  const ticks: number[] = []
  for (let at = Math.ceil(min / step - 1e-9); at * step <= max + step * 1e-9; at++) ticks.push(Number((at * step).toPrecision(12)))
  return ticks
}
