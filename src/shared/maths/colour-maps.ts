import { divergingColour } from './diverging-colour-map.ts'
import { linspace } from './linspace.ts'

export type Rgb = readonly [red: number, green: number, blue: number]

/** Evenly spaced colours, channels in [0, 1], made into 256 entries by linear interpolation, as matplotlib does. */
export function interpolated(controlPoints: readonly Rgb[]): readonly Rgb[] {
  return linspace(0, controlPoints.length - 1, 256).map((position) => {
    const left = Math.min(Math.floor(position), controlPoints.length - 2)
    const from = controlPoints[left] ?? [0, 0, 0]
    const to = controlPoints[left + 1] ?? from
    const channel = (index: 0 | 1 | 2) => Math.round(255 * (from[index] + (to[index] - from[index]) * (position - left)))
    return [channel(0), channel(1), channel(2)]
  })
}

/** matplotlib's `coolwarm`, 256 colours in bytes: Moreland's blue to red (Msh 80, 1.08, −1.1 to 80, 1.08, 0.5). */
export const coolwarm: readonly Rgb[] = interpolated(
  linspace(0, 1, 33).map((position) =>
    divergingColour({ magnitude: 80, middleMagnitude: 88, saturation: 1.08, hues: [-1.1, 0.5] }, position),
  ),
)

/** matplotlib's `Greys_r`, 256 grey levels in bytes, black to white: ColorBrewer's nine-step Greys, reversed. */
export const greysReversed: Uint8Array = Uint8Array.from(
  interpolated(
    [0x00, 0x25, 0x52, 0x73, 0x96, 0xbd, 0xd9, 0xf0, 0xff].map((grey): Rgb => [grey / 255, grey / 255, grey / 255]),
  ),
  ([grey]) => grey,
)

/** Nearest entry of a 256-entry colour map for a value within [low, high]; outside it is clamped. */
export function colourIndex(value: number, low: number, high: number): number {
  return Math.max(0, Math.min(255, Math.round(((value - low) / (high - low)) * 255)))
}

/** matplotlib's `tab10`, ten colours that are told apart easily, in bytes: Tableau's. */
export const tab10: readonly Rgb[] = [
  [31, 119, 180],
  [255, 127, 14],
  [44, 160, 44],
  [214, 39, 40],
  [148, 103, 189],
  [140, 86, 75],
  [227, 119, 194],
  [127, 127, 127],
  [188, 189, 34],
  [23, 190, 207],
]
