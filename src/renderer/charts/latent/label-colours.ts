import { categoricalColour, coolwarmForLabel, type Rgb } from '../../../shared/maths/colour-maps.ts'

/** How labels are coloured: along `coolwarm` as in the tutorial, or in twenty colours that are told apart easily. */
export type LabelPalette = 'coolwarm' | 'categorical'

/** Labels that `coolwarm` is spread over at least: the tutorial's ten digits. */
const digits = 10

function rgbOf(palette: LabelPalette, label: number, labels: number): Rgb {
  return palette === 'coolwarm' ? coolwarmForLabel(label, Math.max(digits, labels)) : categoricalColour(label)
}

/** CSS colour of a label. @param labels one more than the highest of them */
export function labelColour(palette: LabelPalette, label: number, labels: number): string {
  return `rgb(${rgbOf(palette, label, labels).join(' ')})`
}

/** Whether dark letters have more contrast than light ones on a label's colour (WCAG's relative luminance). */
export function isLight(palette: LabelPalette, label: number, labels: number): boolean {
  const [red, green, blue] = rgbOf(palette, label, labels).map((channel) => {
    const value = channel / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179
}
