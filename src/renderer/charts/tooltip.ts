export interface TooltipRow {
  id: string
  /** CSS custom property. */
  colour: string
  dashed: boolean
  name: string
  /** One for each of the columns. */
  values: readonly string[]
}

export interface TooltipContent {
  title: string
  /** Of the values. */
  columns: readonly string[]
  rows: readonly TooltipRow[]
  /** Lines that have no row for want of room. */
  more: number
}
