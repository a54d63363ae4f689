import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { formatRows, isSound, readRows } from '../../build/testing/reliability-rows.mjs'
import { Tally } from '../support/tally.ts'

const folder = mkdtempSync(join(tmpdir(), 'tally '))
vi.stubEnv('RELIABILITY_RESULTS', folder)
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const options = { title: 'Training killed', unit: 'kills', short: 3, long: 3 }

describe('the table of npm run test:reliability', () => {
  it('says how often each thing was tried, and that nothing was lost', async () => {
    const tally = new Tally(options)
    tally.count(3)
    tally.finish()
    const rows = await readRows(folder)
    expect(rows).toMatchObject([{ title: 'Training killed', unit: 'kills', planned: 3, tried: 3, lost: 0 }])
    expect(isSound(rows)).toBe(true)
    expect(formatRows([{ title: 'Soak', unit: 'epochs', planned: 2000, tried: 2000, lost: 0, seed: 1, seconds: 130 }], 600)).toEqual([
      'what          tried   lost       time',
      'Soak   2,000 epochs      0    2.2 min',
      'all                      0   10.0 min',
    ])
  })

  it('is not sound when something was lost', async () => {
    const tally = new Tally(options)
    tally.count(3)
    tally.lose('epoch 3 after kill 2')
    expect(() => tally.finish()).toThrow(/1 lost with seed \d+:\nepoch 3 after kill 2/)
    expect(isSound(await readRows(folder))).toBe(false)
  })

  it('is not sound when something was not tried, or nothing at all', async () => {
    const tally = new Tally(options)
    tally.count(2)
    expect(() => tally.finish()).toThrow('only 2 of 3 kills')
    const rows = await readRows(folder)
    expect(isSound(rows)).toBe(false)
    expect(formatRows(rows, 1)[1]).toContain('2 of 3 kills')
    expect(isSound([])).toBe(false)
  })
})
