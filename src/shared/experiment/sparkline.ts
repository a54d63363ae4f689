/** How a run's val_loss went, at a glance. */
export interface Sparkline {
  experimentId: string
  /** At epochs equally far apart, the last one at the newest epoch; at most `sparklinePoints`. */
  valLosses: number[]
}

export const sparklinePoints = 48

/** Epochs (0-based, ascending) that a sparkline of `count` epochs shows: both ends, the rest equally far apart. */
export function sparklineEpochs(count: number): number[] {
  const shown = Math.min(count, sparklinePoints)
  if (shown < 2) return shown === 1 ? [0] : []
  return Array.from({ length: shown }, (_, index) => Math.round((index * (count - 1)) / (shown - 1)))
}
