import { greysReversed, interpolated, type Rgb } from './colour-maps.ts'

/** How the levels of a digit are coloured, by matplotlib's names; `Greys_r` is the tutorial's. */
export const digitColourNames = ['Greys_r', 'Greys', 'Blues_r', 'YlGnBu_r'] as const
export type DigitColourName = (typeof digitColourNames)[number]

/** A map of ColorBrewer's nine steps, dark to light, as hexadecimal numbers. */
const ofNineSteps = (steps: readonly number[]) =>
  interpolated(steps.map((step): Rgb => [(step >> 16) / 255, ((step >> 8) & 255) / 255, (step & 255) / 255]))

const grey: readonly Rgb[] = Array.from(greysReversed, (level) => [level, level, level])

/** 256 colours each, of level 0 first. */
export const digitColours: Record<DigitColourName, readonly Rgb[]> = {
  Greys_r: grey,
  Greys: [...grey].reverse(),
  Blues_r: ofNineSteps([0x08306b, 0x08519c, 0x2171b5, 0x4292c6, 0x6baed6, 0x9ecae1, 0xc6dbef, 0xdeebf7, 0xf7fbff]),
  YlGnBu_r: ofNineSteps([0x081d58, 0x253494, 0x225ea8, 0x1d91c0, 0x41b6c4, 0x7fcdbb, 0xc7e9b4, 0xedf8b1, 0xffffd9]),
}
