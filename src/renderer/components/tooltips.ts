import { Tooltip } from 'bits-ui'

export interface TooltipText {
  text: string
  /** The keys that do the same, as people write them: “Ctrl+E”. */
  keys?: string | undefined
}

/**
 * Joins everything that has a tooltip to the window's one tooltip (Tooltips.svelte): a hundred buttons in a list then cost
 * a hundred entries in a table, not a hundred floating layers.
 */
export const tooltips: Tooltip.Tether<TooltipText> = Tooltip.createTether<TooltipText>()
