import type { Rgb } from '../../../shared/maths/colour-maps.ts'
import { digitColours, type DigitColourName } from '../../../shared/maths/digit-colours.ts'
import { labelColours, type LabelColourName } from '../../../shared/maths/label-colours.ts'
import { linspace } from '../../../shared/maths/linspace.ts'

/** Colours that a GIF can have. */
const most = 256

const white: Rgb = [255, 255, 255]

const greys = (count: number) => linspace(0, 255, count).map((level): Rgb => [Math.round(level), Math.round(level), Math.round(level)])

function mixed(first: Rgb, second: Rgb, share: number): Rgb {
  const channel = (index: 0 | 1 | 2) => Math.round(first[index] + (second[index] - first[index]) * share)
  return [channel(0), channel(1), channel(2)]
}

/** `first`, then as much of `map` as there is room for, evenly; no colour twice. */
function filledUp(first: readonly Rgb[], map: (position: number) => Rgb): Rgb[] {
  const distinct = new Map(first.map((colour) => [colour.join(), colour]))
  for (const position of linspace(0, 1, most - distinct.size)) {
    const colour = map(position)
    distinct.set(colour.join(), colour)
  }
  return [...distinct.values()]
}

/** For figures of digits: all greys, which keeps every pixel's exact level, or the map's colours and greys for the text. */
export function digitPalette(name: DigitColourName): readonly Rgb[] {
  if (name === 'Greys' || name === 'Greys_r') return greys(most)
  const map = digitColours[name]
  return filledUp(greys(16), (position) => map[Math.round(position * 255)] ?? white)
}

/** For the scatter: the ten labels' colours exactly, then what their rims blend into, then the colour bar's. */
export function labelPalette(name: LabelColourName): readonly Rgb[] {
  const labels = Array.from({ length: 10 }, (_, label) => labelColours[name].of(label))
  const colours = [
    ...labels,
    ...greys(16),
    // Rims of discs against the white ground …
    ...labels.flatMap((label) => [1, 2, 3, 4, 5, 6, 7].map((step) => mixed(label, white, step / 8))),
    // … and against discs of another label.
    ...labels.flatMap((label, index) => labels.slice(index + 1).map((other) => mixed(label, other, 0.5))),
  ]
  return filledUp(colours, labelColours[name].bar)
}
