import { coolwarm, coolwarmForLabel, type Rgb } from '../../../shared/maths/colour-maps.ts'
import { linspace } from '../../../shared/maths/linspace.ts'

/** All 256 greys: every pixel of a grey figure keeps its exact level. */
export const greyPalette: readonly Rgb[] = Array.from({ length: 256 }, (_, grey) => [grey, grey, grey])

function mixed(first: Rgb, second: Rgb, share: number): Rgb {
  const channel = (index: 0 | 1 | 2) => Math.round(first[index] + (second[index] - first[index]) * share)
  return [channel(0), channel(1), channel(2)]
}

function buildScatterPalette(): Rgb[] {
  const labels = Array.from({ length: 10 }, (_, label) => coolwarmForLabel(label))
  const white: Rgb = [255, 255, 255]
  const colours: Rgb[] = [
    ...labels,
    ...linspace(0, 255, 16).map((grey): Rgb => [grey, grey, grey]),
    // Rims of discs against the white ground …
    ...labels.flatMap((label) => [1, 2, 3, 4, 5, 6, 7].map((step) => mixed(label, white, step / 8))),
    // … and against discs of another label.
    ...labels.flatMap((label, index) => labels.slice(index + 1).map((other) => mixed(label, other, 0.5))),
  ]
  const distinct = new Map(colours.map((colour) => [colour.join(), colour]))
  // The rest is for the colour bar, evenly.
  for (const position of linspace(0, 255, 256 - distinct.size)) {
    const colour = coolwarm[Math.round(position)] ?? white
    distinct.set(colour.join(), colour)
  }
  return [...distinct.values()]
}

/** At most 256 colours for every frame of the scatter: the ten labels' exactly, then what their rims blend into. */
export const scatterPalette: readonly Rgb[] = buildScatterPalette()
