import { describe, expect, it } from 'vitest'
import { TimeLeft } from '../../../src/main/training/time-left.ts'

describe('TimeLeft', () => {
  it('knows nothing before an epoch has ended', () => {
    expect(new TimeLeft().secondsPerEpoch).toBeNull()
    expect(new TimeLeft().secondsLeft(10, 0.5)).toBeNull()
  })

  it('goes by the median epoch, less what is done of the running one', () => {
    const timeLeft = new TimeLeft()
    timeLeft.epochTook(30)
    expect(timeLeft.secondsLeft(3, 0)).toBe(90)
    timeLeft.epochTook(2)
    expect(timeLeft.secondsPerEpoch).toBe(16)
    timeLeft.epochTook(4)
    expect(timeLeft.secondsPerEpoch).toBe(4)
    expect(timeLeft.secondsLeft(3, 0.25)).toBe(11)
  })
})
