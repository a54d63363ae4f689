import { describe, expect, it } from 'vitest'
import { formatBytes, formatDuration, formatLearningRate, formatLoss } from '../../../src/main/cli/format.ts'
import { progressLine } from '../../../src/main/cli/progress-bar.ts'
import { formatTable } from '../../../src/main/cli/table.ts'

describe('formats', () => {
  it.each([
    [0.04, '0.0 s'],
    [9.94, '9.9 s'],
    [9.96, '10 s'],
    [59.4, '59 s'],
    [59.6, '1 min 0 s'],
    [3599, '59 min 59 s'],
    [3600, '1 h 0 min'],
    [7199, '2 h 0 min'],
    [90_000, '25 h 0 min'],
  ])('%d seconds as %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text))

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [2_300_000, '2.3 MB'],
    [999_960_000, '1.0 GB'],
  ])('%d bytes as %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text))

  it('keep the digits that matter', () => {
    expect(formatLoss(0.09781234)).toBe('0.09781')
    expect(formatLearningRate(0.1 * 1e-4)).toBe('0.00001')
    expect(formatLearningRate(1e-7)).toBe('1e-7')
  })
})

describe('formatTable', () => {
  it('makes columns as wide as their widest cell', () => {
    const rows = [
      { id: 'ä', loss: 5 },
      { id: 'bcd', loss: 12.25 },
    ]
    const columns = [
      { title: 'ID', cell: (row: (typeof rows)[number]) => row.id },
      { title: 'LOSS', cell: (row: (typeof rows)[number]) => String(row.loss), align: 'right' as const },
    ]
    expect(formatTable(columns, rows)).toEqual(['ID    LOSS', 'ä        5', 'bcd  12.25'])
    expect(formatTable(columns, [])).toEqual(['ID  LOSS'])
  })
})

describe('progressLine', () => {
  it('shows the part that is done', () => {
    expect(progressLine(0, 'text', 80)).toBe(`${'░'.repeat(20)}   0 %  text`)
    expect(progressLine(0.5, 'text', 80)).toBe(`${'█'.repeat(10)}${'░'.repeat(10)}  50 %  text`)
    expect(progressLine(1, 'text', 80)).toBe(`${'█'.repeat(20)} 100 %  text`)
    expect(progressLine(0.999, 'text', 80)).toContain(' 99 %')
  })

  it('keeps the whole text where the terminal is narrow, and gives up the bar for it', () => {
    const text = 'epoch 100 (101/1000)  loss 0.34106  val_loss 0.32930  1 h 20 min left'
    expect(progressLine(0.5, text, 120)).toBe(`${'█'.repeat(10)}${'░'.repeat(10)}  50 %  ${text}`)
    expect(progressLine(0.5, text, 90)).toBe(`${'█'.repeat(6)}${'░'.repeat(6)}  50 %  ${text}`)
    expect(progressLine(0.5, text, 80)).toBe(`50 %  ${text}`)
  })

  it('never fills a narrow terminal’s last column', () => {
    expect(progressLine(0.5, 'a long text', 30)).toHaveLength(29)
    expect(progressLine(0.5, 'text', 0)).toBe('')
  })
})
