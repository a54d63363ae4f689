import { fireEvent, render, screen } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { ObservedRun } from '../../../src/renderer/state/observed-run.svelte.ts'
import RunAggregate from '../../../src/renderer/views/theory/RunAggregate.svelte'
import { figuresWith } from '../support/figures.ts'

const run = { position: 0, snapshotEpochs: [3] } as unknown as ObservedRun
const show = (latents: readonly number[], latentDim: number, labels: readonly number[]) =>
  render(RunAggregate, { run, figures: figuresWith(latents, latentDim, labels), name: 'A run' })

describe('the histogram of a dimension', () => {
  it('says how many points its axis has no place for', () => {
    show([5, -4.5, 1, -6], 1, [12, 21, 21, 30])
    expect(screen.getByText(/^3 of 4 points outside \(2 of 3 labels entirely\)\. Mean −1\.13/)).toBeTruthy()
  })

  it('says nothing where all are in it', () => {
    show([1, -1], 1, [1, 2])
    expect(screen.getByText(/^Mean 0\.00/)).toBeTruthy()
  })

  it('can be of any dimension, however many there are', async () => {
    show(Array<number>(8).fill(0), 8, [1])
    await fireEvent.keyDown(screen.getByRole('combobox', { name: 'Latent dimension' }), { key: 'ArrowDown' })
    const options = await screen.findAllByRole('option')
    expect(options.map(({ textContent }) => textContent.trim())).toEqual(['z₀', 'z₁', 'z₂', 'z₃', 'z₄', 'z₅', 'z₆', 'z₇'])
  })
})
