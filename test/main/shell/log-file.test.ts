import { appendFileSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LogFile } from '../../../src/main/shell/log-file.ts'

describe('the log', () => {
  let folder: string
  let time: number
  let log: LogFile
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'log-'))
    time = 0
    log = new LogFile(join(folder, 'workbench.log'), () => ++time)
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('gives back what was written, in order, and passes over a line that a crash has cut', () => {
    log.write('info', 'Started')
    appendFileSync(log.path, '{"time": 1, "lev\n')
    log.write('error', 'Two\nlines “quoted”')
    expect(log.read()).toEqual([
      { time: 1, level: 'info', message: 'Started' },
      { time: 2, level: 'error', message: 'Two\nlines “quoted”' },
    ])
  })

  it('begins a new file in time, keeps one older one, and reads through both', () => {
    const line = 'x'.repeat(10_000)
    for (let i = 0; i < 150; i++) log.write('info', line)
    expect(statSync(log.path).size).toBeLessThan(1_010_000)
    expect(statSync(`${log.path}.1`).size).toBeLessThan(1_020_000)
    expect(log.read().map((entry) => entry.time)).toEqual(Array.from({ length: 150 }, (_, i) => i + 1))
  })

  it('never fails what it reports on', () => {
    const lost = new LogFile(join(folder, 'missing', 'workbench.log'))
    expect(() => lost.write('error', 'nowhere')).not.toThrow()
    expect(lost.read()).toEqual([])
  })
})
