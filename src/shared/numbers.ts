/**
 * How numbers are typed, in the window and on the command line alike, whatever the language of the system: decimals follow a point, and
 * nothing divides thousands. “1.000” is a thousand to some and one to others, so a whole number has no points at all; “0,5” and “1,000”
 * are refused rather than guessed at.
 */
export type NumberKind = 'whole' | 'decimal'

const patterns: Record<NumberKind, RegExp> = {
  whole: /^[-+]?\d+$/,
  // Number() would take an empty text for 0 and know hexadecimal.
  decimal: /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i,
}

/** null if the text is no such number. */
export function parseNumber(kind: NumberKind, text: string): number | null {
  const trimmed = text.trim()
  const number = patterns[kind].test(trimmed) ? Number(trimmed) : NaN
  return Number.isFinite(number) ? number : null
}

interface Wanted {
  kind: NumberKind
  /** As it would be typed. */
  example: string | number
  least?: number
  most?: number
}

/** What is to be typed, as it follows “must be”. */
export function describeNumber({ kind, example, least, most }: Wanted): string {
  const range = [least === undefined ? '' : ` from ${least}`, most === undefined ? '' : ` to ${most}`].join('')
  const what = kind === 'whole' ? 'a whole number' : 'a number'
  const how = kind === 'whole' ? 'without points or commas' : 'with a decimal point, not a comma'
  return `${what}${range} ${how}, such as ${example}`
}

/** The same as a sentence, beside a field. */
export function numberSentence(wanted: Wanted): string {
  const text = describeNumber(wanted)
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
