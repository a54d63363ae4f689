import type { LabelColours } from '../../../shared/maths/label-colours.ts'

/** CSS colour of a label. */
export function labelColour(colours: LabelColours, label: number): string {
  return `rgb(${colours.of(label).join(' ')})`
}

/** Whether dark letters have more contrast than light ones on a label's colour (WCAG's relative luminance). */
export function isLight(colours: LabelColours, label: number): boolean {
  const [red, green, blue] = colours.of(label).map((channel) => {
    const value = channel / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179
}
