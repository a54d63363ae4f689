/** Steps within one power of ten, from coarse to fine. */
const steps = [[1], [1, 3], [1, 2, 5], [1, 1.5, 2, 3, 5, 7], [1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 9]]

/** Fewer would leave the axis unreadable. */
const enough = 3

/**
 * Round numbers for a logarithmic axis, from the coarsest set of steps that puts enough of them within [min, max]. A loss
 * seldom spans a power of ten, for which the usual 1, 2, 5 are too few.
 */
export function logarithmicTicks(min: number, max: number): number[] {
  if (!(min > 0) || !(max > min)) return []
  const powers = Array.from(
    { length: Math.floor(Math.log10(max)) - Math.floor(Math.log10(min)) + 1 },
    (_, index) => 10 ** (Math.floor(Math.log10(min)) + index),
  )
  const candidates = steps.map((set) =>
    powers
      .flatMap((power) => set.map((step) => Number((step * power).toPrecision(3))))
      .filter((value) => value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9)),
  )
  return candidates.find((ticks) => ticks.length >= enough) ?? candidates.at(-1) ?? []
}
