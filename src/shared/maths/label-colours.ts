import { colourIndex, coolwarm, type Rgb } from './colour-maps.ts'
import { distinctColours } from './distinct-colours.ts'

/**
 * How labels are coloured in the latent scatter, in the window and in files: `coolwarm` from the lowest label to the highest as
 * in the tutorial, or a colour of its own for each.
 */
export const labelColourNames = ['coolwarm', 'categorical'] as const
export type LabelColourName = (typeof labelColourNames)[number]

export interface LabelColours {
  /** The labels that there are, ascending. */
  labels: readonly number[]
  /** Colour of a label. */
  of: (label: number) => Rgb
  /** Colour of the bar beside the figure, from 0 at its foot to 1. */
  bar: (position: number) => Rgb
  /** Where on the bar a label stands. */
  place: (label: number) => number
  /** What must be known to read them; null: nothing. */
  note: string | null
}

const black: Rgb = [0, 0, 0]

/** @param labels that the data have, ascending */
export function labelColours(name: LabelColourName, labels: readonly number[]): LabelColours {
  return name === 'coolwarm' ? continuous(labels) : categorical(labels)
}

function continuous(labels: readonly number[]): LabelColours {
  const [low = 0, high = low] = [labels[0], labels.at(-1)]
  // A single label is at the foot of a bar that it has for itself.
  const span = Math.max(1, high - low)
  return {
    labels,
    of: (label) => coolwarm[colourIndex(label, low, low + span)] ?? black,
    bar: (position) => coolwarm[colourIndex(position, 0, 1)] ?? black,
    place: (label) => (label - low) / span,
    note: null,
  }
}

function categorical(labels: readonly number[]): LabelColours {
  const ranks = new Map(labels.map((label, rank) => [label, rank]))
  const ofRank = (rank: number) => distinctColours[rank % distinctColours.length] ?? black
  const count = Math.max(1, labels.length)
  const repeats = labels.length > distinctColours.length
  return {
    labels,
    of: (label) => ofRank(ranks.get(label) ?? 0),
    bar: (position) => ofRank(Math.max(0, Math.min(count - 1, Math.floor(position * count)))),
    place: (label) => ((ranks.get(label) ?? 0) + 0.5) / count,
    note: repeats ? `${labels.length} labels share ${distinctColours.length} colours` : null,
  }
}
