const leastPlain = 1e-3
const mostPlain = 1e6
/** Powers of ten side by side are told better by their exponents than by rows of zeros. */
const widestPlain = 1e3

/**
 * The numbers of one axis: all in one notation, with the same number of decimals and a true minus sign. 0.25, 0.30, 0.35;
 * 1,000, 1,500; 8.0e-5, 1.2e-4.
 * @param values round numbers, in any order
 */
export function tickLabels(values: readonly number[]): string[] {
  const parts = values.map(partsOf)
  const decimals = Math.max(0, ...parts.map(({ digits, exponent }) => digits - exponent))
  const sizes = values.map(Math.abs).filter((size) => size > 0)
  const [smallest, largest] = [Math.min(...sizes), Math.max(...sizes)]
  const isPlain = sizes.length === 0 || (largest >= leastPlain && largest < mostPlain && (decimals < 2 || largest / smallest < widestPlain * (1 - 1e-9)))
  if (isPlain) {
    const format = new Intl.NumberFormat('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    return values.map((value) => withMinus(format.format(value)))
  }
  const digits = Math.max(...parts.map((part) => part.digits))
  return values.map((value) => (value === 0 ? '0' : withMinus(value.toExponential(digits).replace('e+', 'e'))))
}

/** Decimals of a number's mantissa, and its exponent; free of the rounding in multiples of a step. */
function partsOf(value: number): { digits: number; exponent: number } {
  const [mantissa = '', exponent = '0'] = Number(value.toPrecision(12)).toExponential().split('e')
  return { digits: mantissa.replace(/^-?\d\.?/, '').length, exponent: value === 0 ? 0 : Number(exponent) }
}

/** Only in front: exponents have none of their own to be told from. */
function withMinus(text: string): string {
  return text.replace(/^-/, /[1-9]/.test(text) ? '−' : '')
}
