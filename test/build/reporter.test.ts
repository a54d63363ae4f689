import { describe, expect, it } from 'vitest'
import { Reporter, transferLine } from '../../build/setup/reporter.mjs'

function reporterOn(isTTY: boolean) {
  const written: string[] = []
  return { written, reporter: new Reporter({ stream: { isTTY, columns: 100, write: (text: string) => written.push(text) } }) }
}

describe('Reporter', () => {
  it('says a long download in quarters where there is no terminal', () => {
    const { reporter, written } = reporterOn(false)
    for (let bytes = 0; bytes <= 200e6; bytes += 10e6) reporter.transfer('runtime', bytes, 200e6, 25e6)
    expect(written).toEqual([
      '  runtime: 25 % of 200 MB (25 MB/s)\n',
      '  runtime: 50 % of 200 MB (25 MB/s)\n',
      '  runtime: 75 % of 200 MB (25 MB/s)\n',
    ])
  })

  it('says nothing of short downloads and clocks there', () => {
    const { reporter, written } = reporterOn(false)
    reporter.transfer('small', 1e6, 2e6, 1e6)
    reporter.working('something', Date.now())
    expect(written).toEqual([])
  })

  it('draws a bar on a terminal and wipes it for the line of the finished step', () => {
    const { reporter, written } = reporterOn(true)
    reporter.transfer('runtime', 50e6, 200e6, 25e6)
    reporter.done('runtime', 8000)
    expect(written).toEqual([
      '\r\x1b[K… runtime  ██████░░░░░░░░░░░░░░░░░░  50 / 200 MB  25 MB/s',
      '\r\x1b[K',
      '✓ runtime (8.0 s)\n',
    ])
  })

  it('never draws wider than the terminal', () => {
    const { reporter, written } = reporterOn(true)
    reporter.transfer('a name '.repeat(30), 50e6, 200e6, 25e6)
    expect(written[0]?.replace('\r\x1b[K', '')).toHaveLength(99)
  })
})

describe('transferLine', () => {
  it('shows no bar when the size is not known', () => {
    expect(transferLine('file', 1.25e6, undefined, 0.5e6)).toBe('… file  1.3 MB  0.5 MB/s')
  })
})
