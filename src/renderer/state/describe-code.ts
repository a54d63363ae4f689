import { dimensionName } from '../../shared/experiment/latent-words.ts'

/** Lines that there is room for: of more dimensions, the last line says how many. */
const most = 5

/** With two digits and a proper minus, which zero never has. */
export const signed = (value: number) => value.toFixed(2).replace(/^-0\.00$/, '0.00').replace('-', '−')

function lines(length: number, line: (dimension: number) => string): string {
  const written = length > most ? most - 1 : length
  const shown = Array.from({ length: written }, (_, i) => line(i))
  return [...shown, ...(length > written ? [`… ${length - written} more`] : [])].join('\n')
}

/** The numbers of a code, a line each. */
export function describeCode(code: Float32Array): string {
  return lines(code.length, (i) => `${dimensionName(i)} = ${signed(code[i] ?? 0)}`)
}

/** μ ± σ of each dimension, a line each. */
export function describeDistribution(means: Float32Array, deviations: Float32Array): string {
  return lines(means.length, (i) => `${dimensionName(i)} ~ ${signed(means[i] ?? 0)} ± ${(deviations[i] ?? 0).toFixed(2)}`)
}
