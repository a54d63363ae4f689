import { describe, expect, it } from 'vitest'
import { frameDelay } from '../../../src/shared/experiment/frame-delay.ts'

describe('how long a frame is shown', () => {
  it.each([
    [20, 20],
    [24, 20],
    [25, 30],
    [100, 100],
    [155, 160],
    [9999, 10_000],
  ])('is %d ms in a GIF as %d ms', (interval, written) => {
    expect(frameDelay('gif', interval)).toBe(written)
  })

  it('is what was asked for in a video', () => {
    expect(['webm', 'mp4'].map((format) => frameDelay(format, 25))).toEqual([25, 25])
  })
})
