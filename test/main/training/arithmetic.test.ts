import { describe, expect, it } from 'vitest'
import { arithmeticHere, inexactness } from '../../../src/main/training/arithmetic.ts'
import { decodeCheckpoint, encodeCheckpoint } from '../../../src/main/store/checkpoints.ts'

const here = arithmeticHere(2)

describe('a run that is resumed', () => {
  it('goes on exactly where all that its numbers depend on is the same', () => {
    expect(here).toMatchObject({ rowParts: 2, tensorflow: '2.21.0' })
    expect(inexactness({ ...here }, here)).toBeNull()
  })

  it('says that it goes on closely where nothing was noted, or something differs', () => {
    expect(inexactness(undefined, here)).toMatch(/begun by an earlier version.* goes on closely, not exactly/)
    expect(inexactness({ ...here, tensorflow: '2.9.1' }, here)).toMatch(/computed by TensorFlow 2\.9\.1 with .*by TensorFlow 2\.21\.0 .*closely, not exactly/)
    expect(inexactness({ ...here, instructions: 'SSE4' }, here)).toMatch(/with SSE4 instructions, and here .*closely/)
    expect(inexactness({ ...here, rowParts: 4 }, here)).toMatch(/closely/)
  })
})

describe('a checkpoint', () => {
  const checkpoint = { epoch: 1, globalStep: 240, state: {}, callbacks: {} }

  it('keeps how it was computed, and one of an earlier version has nothing of it', () => {
    expect(decodeCheckpoint(encodeCheckpoint({ ...checkpoint, arithmetic: here }).state, 1)).toEqual({ ...checkpoint, arithmetic: here })
    expect(decodeCheckpoint(encodeCheckpoint(checkpoint).state, 1)).toEqual(checkpoint)
  })
})
