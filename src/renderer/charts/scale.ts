/** An axis of a chart as the lines need it: which values it spans, and how. */
export interface Scale {
  kind: ScaleKind
  min: number
  max: number
}

export type ScaleKind = 'linear' | 'logarithmic'

export interface Range {
  min: number
  max: number
}

/**
 * Maps values onto [0, `length`] pixels, min to 0. Values without a place on the axis, as 0 on a logarithmic one, are NaN.
 */
export function positions({ kind, min, max }: Scale, length: number): (value: number) => number {
  if (kind === 'linear') {
    const factor = length / (max - min)
    return (value) => (value - min) * factor
  }
  const low = Math.log(min)
  const factor = length / (Math.log(max) - low)
  return (value) => (value > 0 ? (Math.log(value) - low) * factor : NaN)
}

/** The value at a place in [0, 1] of the axis. */
export function valueAt({ kind, min, max }: Scale, place: number): number {
  if (kind === 'linear') return min + (max - min) * place
  return Math.exp(Math.log(min) + (Math.log(max) - Math.log(min)) * place)
}

/** The range after zooming by `factor` (> 1: closer) about a place in [0, 1] of the axis. */
export function zoomed(scale: Scale, factor: number, place = 0.5): Range {
  const low = place - place / factor
  return { min: valueAt(scale, low), max: valueAt(scale, low + 1 / factor) }
}

/** The range after moving by a share of its length. */
export function panned(scale: Scale, share: number): Range {
  return { min: valueAt(scale, share), max: valueAt(scale, 1 + share) }
}
