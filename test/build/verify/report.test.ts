import { beforeEach, expect, it, vi } from 'vitest'
import { LeftOut, Report } from '../../../build/verify/report.mjs'

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

it('counts what was left out neither as seen nor as failed', async () => {
  const report = new Report()
  await report.check('one', good)
  await report.check('another', () => Promise.resolve(new LeftOut('the working tree has changes')))
  expect([report.failures, report.summary()]).toEqual([0, '1 seen, 1 left out, 0 failed'])
  expect(report.table()).toContain('– another  left out: the working tree has changes')
})

it('ends where the rest needs what was left out', async () => {
  const report = new Report()
  await report.all(async () => {
    await report.need('clean root', () => Promise.resolve(new LeftOut('no root')))
    await report.check('window', good)
  })
  expect([report.rows.length, report.failures]).toEqual([2, 1])
})
