import { coolwarmForLabel, tab10, type Rgb } from '../../../shared/maths/colour-maps.ts'

/** How labels are coloured: along `coolwarm` as in the tutorial, or in ten colours that are told apart easily. */
export type LabelPalette = 'coolwarm' | 'categorical'

function rgbOf(palette: LabelPalette, label: number): Rgb {
  return palette === 'coolwarm' ? coolwarmForLabel(label) : (tab10[label % tab10.length] ?? [0, 0, 0])
}

/** CSS colour of a label. */
export function labelColour(palette: LabelPalette, label: number): string {
  return `rgb(${rgbOf(palette, label).join(' ')})`
}

/** Whether dark letters have more contrast than light ones on a label's colour (WCAG's relative luminance). */
export function isLight(palette: LabelPalette, label: number): boolean {
  const [red, green, blue] = rgbOf(palette, label).map((channel) => {
    const value = channel / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179
}
