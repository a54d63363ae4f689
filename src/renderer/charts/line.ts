/** One curve of a chart. Points are columns, never objects: there may be a hundred thousand of them. */
export interface ChartLine {
  id: string
  /** The run it belongs to; null for a curve of somebody else's. */
  experimentId: string | null
  /** Of the run. */
  name: string
  /** What of the run: val_loss, … */
  series: string
  /** CSS custom property. */
  colour: string
  dashed: boolean
  /** Drawn above the others, and thicker. */
  strong: boolean
  /** Where on the horizontal axis, ascending; NaN where a point has no place on it. */
  xs: Float64Array
  /** What the line shows, smoothed where that is asked for. */
  ys: Float64Array
  /** The values themselves where `ys` are smoothed, else null. */
  raw: Float64Array | null
  /** 0-based epoch of each point. */
  epochs: Float64Array
}

/** What stands out of a curve, in a ring: the running loss of the epoch in progress, a rate that was set by hand. */
export interface RingedPoint {
  experimentId: string
  colour: string
  x: number
  y: number
}
