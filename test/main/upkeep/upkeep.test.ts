import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { CopyOutcome } from '../../../src/main/store/copies.ts'
import { Upkeep } from '../../../src/main/upkeep/upkeep.ts'

const hour = 60 * 60_000

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** An upkeep whose copies come out as they are told to; the last one again and again. */
function upkeepWith(...outcomes: (() => Promise<CopyOutcome | null>)[]) {
  const upkeep = new Upkeep('workbench.sqlite')
  const copyIfDue = vi.spyOn(upkeep, 'copyIfDue')
  for (const outcome of outcomes) copyIfDue.mockImplementationOnce(outcome)
  const [heed, failed] = [vi.fn(), vi.fn()]
  upkeep.begin(heed, failed)
  return { upkeep, copyIfDue, heed, failed }
}

const fails = () => Promise.reject(new Error('the folder may not be read'))
const finds = (outcome: CopyOutcome | null) => () => Promise.resolve(outcome)

it('looks every hour, also after a copy that could not be made, until the database is damaged', async () => {
  const damaged = { outcome: 'damaged' as const, findings: ['run 1, epoch 3: the metrics'] }
  const { copyIfDue, heed, failed } = upkeepWith(finds(null), fails, finds(damaged))
  await vi.advanceTimersByTimeAsync(10 * hour)
  expect(copyIfDue).toHaveBeenCalledTimes(3)
  expect(failed).toHaveBeenCalledTimes(1)
  expect(heed.mock.calls).toEqual([[damaged]])
})

it('says nothing of a copy that closing has cancelled, and looks no more', async () => {
  let cancel = (): void => undefined
  const { upkeep, copyIfDue, failed } = upkeepWith(() => new Promise((_, reject) => (cancel = () => reject(new Error('cancelled')))))
  await vi.advanceTimersByTimeAsync(hour)
  await upkeep.close()
  cancel()
  await vi.advanceTimersByTimeAsync(10 * hour)
  expect(copyIfDue).toHaveBeenCalledTimes(1)
  expect(failed).not.toHaveBeenCalled()
})
