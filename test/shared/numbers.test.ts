import { describe, expect, it } from 'vitest'
import { parseNumber } from '../../src/shared/numbers.ts'

describe('a typed number', () => {
  it.each([
    ['whole', '1000', 1000],
    ['whole', ' 7 ', 7],
    ['whole', '-1', -1],
    ['whole', '+3', 3],
    ['whole', '007', 7],
    ['decimal', '0.001', 0.001],
    ['decimal', '.5', 0.5],
    ['decimal', '1.', 1],
    ['decimal', '1e-4', 1e-4],
    ['decimal', '2E3', 2000],
    ['decimal', '-0.5', -0.5],
    // Said to be a decimal point beside every field, so it is one.
    ['decimal', '1.000', 1],
  ] as const)('is %s: %j', (kind, text, number) => {
    expect(parseNumber(kind, text)).toBe(number)
  })

  it.each([
    ...['', ' ', '1.0', '1.000', '1,000', '1 000', '1\u00a0000', '1\u202f000', '1’000', "1'000", '1_000', '1e3', '0x10', '١٠', '１', '−1', '9'.repeat(400)].map(
      (text) => ['whole', text] as const,
    ),
    ...['', '0,5', '1,000', '1.000,5', '1,000.5', '1.000.000', '0x1', 'Infinity', 'NaN', '1e999', '٠٫٥', '½'].map((text) => ['decimal', text] as const),
  ])('is not %s: %j', (kind, text) => {
    expect(parseNumber(kind, text)).toBeNull()
  })
})
