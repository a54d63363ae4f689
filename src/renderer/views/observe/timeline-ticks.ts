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

/** Half of the thumb: so far from the ends of the track the outer ticks are. */
const inset = 7

/** The place of the snapshot whose tick is nearest. @param left in pixels from the track's left end @param last place of the last snapshot */
export function positionAt(left: number, width: number, last: number): number {
  const share = (left - inset) / Math.max(1, width - 2 * inset)
  return Math.round(Math.max(0, Math.min(1, share)) * Math.max(0, last))
}
