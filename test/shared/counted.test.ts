import { describe, expect, it } from 'vitest'
import { counted } from '../../src/shared/counted.ts'

describe('a number of things', () => {
  it('is one, none or several', () => {
    expect([0, 1, 2, 1000].map((count) => counted(count, 'epoch'))).toEqual(['0 epochs', '1 epoch', '2 epochs', '1000 epochs'])
    expect([1, 2].map((count) => counted(count, 'entry', { many: 'entries' }))).toEqual(['1 entry', '2 entries'])
    expect(counted(1200, 'frame', { write: (count) => count.toLocaleString('en-US') })).toBe('1,200 frames')
  })
})
