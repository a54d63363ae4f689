/** `count` evenly spaced numbers from `start` to `stop`, both included, as NumPy's linspace. One number: `start`. */
export function linspace(start: number, stop: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    if (index === 0) return start
    return index === count - 1 ? stop : start + (index * (stop - start)) / (count - 1)
  })
}
