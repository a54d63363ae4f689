import { describe, expect, it } from 'vitest'
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatLoss,
  formatNats,
  formatRate,
  formatTimeLeft,
} from '../../src/renderer/format.ts'

describe('numbers as the window writes them', () => {
  it('losses in the tutorial’s unit and in nats', () => {
    expect(formatLoss(0.09784)).toBe('0.0978')
    expect(formatNats(0.0978 * 1568)).toBe('153.4')
    expect(formatLoss(NaN)).toBe('NaN')
  })

  it('learning rates', () => {
    expect([1e-4, 3e-4, 0.05, 1, 0, 1.23456e-5].map(formatRate)).toEqual(['1e-4', '3e-4', '0.05', '1', '0', '1.235e-5'])
  })

  it('durations', () => {
    expect([0.84, 9.999, 45.4, 59.6, 95, 599, 1500, 7500].map(formatDuration)).toEqual([
      '0.84 s',
      '10.00 s',
      '45 s',
      '1 min 00 s',
      '1 min 35 s',
      '9 min 59 s',
      '25 min',
      '2 h 05 min',
    ])
    expect([2, 31, 725].map(formatTimeLeft)).toEqual(['a few seconds left', '35 s left', '12 min left'])
  })

  it('counts and sizes', () => {
    expect(formatCount(60000)).toBe('60,000')
    expect([0, 999, 1000, 9912422, 2e9].map(formatBytes)).toEqual(['0 bytes', '999 bytes', '1.0 kB', '9.9 MB', '2.0 GB'])
  })
})
