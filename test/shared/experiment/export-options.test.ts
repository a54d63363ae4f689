import { describe, expect, it } from 'vitest'
import { chosenEpochs, completeExportOptions } from '../../../src/shared/experiment/export-options.ts'

describe('chosenEpochs', () => {
  const all = [0, 1, 2, 5, 9, 14]

  it('takes all where nothing is chosen', () => {
    expect(chosenEpochs(all, { from: null, to: null, every: 1 })).toEqual(all)
  })

  it('keeps to the range, both ends included', () => {
    expect(chosenEpochs(all, { from: 1, to: 9, every: 1 })).toEqual([1, 2, 5, 9])
    expect(chosenEpochs(all, { from: 6, to: 8, every: 1 })).toEqual([])
  })

  it('takes every so-many-th, and the last of the range in any case', () => {
    expect(chosenEpochs(all, { from: null, to: null, every: 2 })).toEqual([0, 2, 9, 14])
    expect(chosenEpochs(all, { from: null, to: null, every: 100 })).toEqual([0, 14])
  })
})

describe('completeExportOptions', () => {
  it('are the tutorial’s where none are given', () => {
    expect(completeExportOptions('manifold')).toMatchObject({ scale: 1, digitColours: 'Greys_r', interval: 100 })
    expect(completeExportOptions('scatter')).toMatchObject({ scale: 1, labelColours: 'coolwarm', interval: 150 })
  })

  it('keep those that are', () => {
    expect(completeExportOptions('manifold', { interval: 40, to: 3 })).toMatchObject({ interval: 40, to: 3, from: null })
  })
})
