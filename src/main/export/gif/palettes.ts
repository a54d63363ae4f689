import type { Rgb } from '../../../shared/maths/colour-maps.ts'
import { digitColours, type DigitColourName } from '../../../shared/maths/digit-colours.ts'
import type { LabelColours } from '../../../shared/maths/label-colours.ts'
import { linspace } from '../../../shared/maths/linspace.ts'

/** Greys for black text and its edges. */
const textGreys = 16
/** Between the colour of a disc and the white ground, on its rim. */
const rimSteps = 7

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
  return filledUp(greys(textGreys), (position) => map[Math.round(position * 255)] ?? white)
}

/**
 * For the scatter: the labels' colours exactly, then as much as there is room for of what their rims blend into, then the
 * colour bar's. Above 240 labels, which only a continuous bar gives colours to, every so-many-th of them.
 */
export function labelPalette({ labels, of, bar }: LabelColours): readonly Rgb[] {
  const all = new Map(labels.map((label) => [of(label).join(), of(label)]))
  const room = most - textGreys
  const share = Math.ceil(all.size / room)
  const exact = [...all.values()].filter((_, index) => index % Math.max(1, share) === 0)
  const steps = Math.min(rimSteps, Math.floor((room - exact.length) / Math.max(1, exact.length)))
  // Rims of discs against the white ground …
  const rims = exact.flatMap((label) => linspace(1, steps, steps).map((step) => mixed(label, white, step / (steps + 1))))
  // … and against discs of another label.
  const pairs = exact.flatMap((label, index) => exact.slice(index + 1).map((other) => mixed(label, other, 0.5)))
  const colours = [...exact, ...greys(textGreys), ...rims]
  return filledUp(colours.length + pairs.length <= most ? [...colours, ...pairs] : colours, bar)
}
