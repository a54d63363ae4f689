import { describe, expect, it } from 'vitest'
import { csv } from '../../src/shared/csv.ts'

describe('csv', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['=cmd|"/c calc"!A1', `"'=cmd|""/c calc""!A1"`],
    ['\t=1', `"'\t'=1"`],
    ['\r=1', `"'\r=1"`],
    ['\n=1', `"'\n=1"`],
    // Full width, as a spreadsheet in Japanese takes it.
    ['＝1+1', "'＝1+1"],
    // Where the decimals have a comma, the cells are divided by semicolons.
    ['a;=1+1', `"a;'=1+1"`],
    ['a, b', '"a, b"'],
    ['say "a"', '"say ""a"""'],
    ['two\nlines', '"two\nlines"'],
    ['1-1=0', '1-1=0'],
    ['', ''],
  ])('makes the text %j safe', (text, cell) => {
    expect(csv([[text, 'next']])).toBe(`${cell},next\n`)
  })

  it('leaves numbers what they are, negative ones too, at full precision', () => {
    expect(csv([[-0.1, 1e-7, -1e300, NaN, null, undefined, 0.1 + 0.2]])).toBe('-0.1,1e-7,-1e+300,NaN,,,0.30000000000000004\n')
  })

  it('has a line for each row', () => {
    expect(csv([])).toBe('')
    expect(csv([['a', 'b'], [1, 2]])).toBe('a,b\n1,2\n')
  })
})
