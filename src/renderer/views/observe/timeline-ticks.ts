/** Labels that fit side by side on the narrowest timeline. */
const most = 16

/**
 * Which snapshot epochs carry their number: the first, the last and evenly many between, never one so close to the last
 * that the two would touch.
 */
export function labelledTicks(epochs: readonly number[]): ReadonlySet<number> {
  const last = epochs.length - 1
  const every = Math.max(1, Math.ceil(last / most))
  return new Set(epochs.filter((_, index) => index === last || (index % every === 0 && last - index >= every)))
}
