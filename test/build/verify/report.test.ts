import { beforeEach, expect, it, vi } from 'vitest'
import { Report } from '../../../build/verify/report.mjs'

beforeEach(() => {
  for (const stream of [process.stdout, process.stderr]) vi.spyOn(stream, 'write').mockReturnValue(true)
})

const good = () => Promise.resolve('seen')
const bad = () => Promise.reject(new Error('not there'))

it('counts what failed, and goes on', async () => {
  const report = new Report()
  await report.all(async () => {
    await report.check('one', bad)
    await report.check('another', good)
  })
  expect([report.rows.length, report.failures]).toEqual([2, 1])
})

it('ends where the rest needs what failed, which counts once', async () => {
  const report = new Report()
  await report.all(async () => {
    await report.need('clean root', bad)
    await report.check('window', good)
  })
  expect(report.rows.map(({ what }) => what)).toEqual(['clean root'])
})

it('fails where something between two looks keeps it from the rest', async () => {
  const report = new Report()
  await report.all(async () => {
    await report.check('clean root', good)
    throw new Error('no display')
  })
  expect(report.failures).toBe(1)
  expect(report.table()).toContain('no display')
})
