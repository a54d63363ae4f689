import { coolwarm, coolwarmForLabel, tab10, type Rgb } from './colour-maps.ts'

/** How labels are coloured in the latent scatter: `coolwarm` over 0–9 as the tutorial does, or ten distinct colours. */
export const labelColourNames = ['coolwarm', 'tab10'] as const
export type LabelColourName = (typeof labelColourNames)[number]

export interface LabelColours {
  /** Colour of a label. */
  of: (label: number) => Rgb
  /** Colour of the bar beside the figure, from 0 at its foot to 1. */
  bar: (position: number) => Rgb
  /** Where on the bar a label stands. */
  place: (label: number) => number
}

const ofTab10 = (label: number): Rgb => tab10[Math.trunc(label) % tab10.length] ?? [0, 0, 0]

export const labelColours: Record<LabelColourName, LabelColours> = {
  coolwarm: {
    of: (label) => coolwarmForLabel(label),
    bar: (position) => coolwarm[Math.max(0, Math.min(255, Math.round(position * 255)))] ?? [0, 0, 0],
    place: (label) => label / 9,
  },
  tab10: {
    of: ofTab10,
    bar: (position) => ofTab10(Math.max(0, Math.min(9, Math.floor(position * 10)))),
    place: (label) => (label + 0.5) / 10,
  },
}
