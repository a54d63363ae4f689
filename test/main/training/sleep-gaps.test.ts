import { describe, expect, it } from 'vitest'
import { SleepGaps } from '../../../src/main/training/sleep-gaps.ts'

/** What the gaps are after steps that take so many seconds. */
function gapsAfter(...seconds: number[]): number[] {
  let now = 1_000_000
  const gaps = new SleepGaps(() => now)
  gaps.step()
  return seconds.map((each) => {
    now += each * 1000
    return gaps.step()
  })
}

describe('SleepGaps', () => {
  it('finds a sleep, and leaves the step that it fell in its usual time', () => {
    expect(gapsAfter(0.01, 0.01, 3600, 0.01)).toEqual([0, 0, 3599.99, 0])
  })

  it('takes no slow step for one: the first, which warms up, an evaluation, or one among slow ones', () => {
    expect(gapsAfter(30, 0.01)).toEqual([0, 0])
    expect(gapsAfter(0.01, 0.01, 4)).toEqual([0, 0, 0])
    expect(gapsAfter(2, 2, 39)).toEqual([0, 0, 0])
  })

  it('counts nothing twice that is accounted for', () => {
    let now = 0
    const gaps = new SleepGaps(() => now)
    gaps.step()
    now += 10
    gaps.step()
    now += 60_000
    gaps.restart()
    now += 10
    expect(gaps.step()).toBe(0)
  })
})
