import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import OperationTable from '../../../src/renderer/views/profile/OperationTable.svelte'
import StepTimeline from '../../../src/renderer/views/profile/StepTimeline.svelte'
import type { StepProfile } from '../../../src/shared/experiment/step-profile.ts'

const operation = (kind: string, start: number, end: number, lane = 0) => ({ node: `train/0/${kind}_${start}`, kind, start, end, lane })
const profile: StepProfile = {
  ...{ steps: 3, epochsDone: 2, batchSize: 500, plainStep: 900, measuredStep: 1000 },
  totals: [
    { kind: 'MatMul', count: 2, total: 900, mean: 450, share: 0.75 },
    { kind: 'Relu', count: 1, total: 300, mean: 300, share: 0.25 },
  ],
  operations: [operation('MatMul', 0, 400), operation('Relu', 100, 400, 1), operation('MatMul', 500, 1000)],
}

describe('the timeline of a step', () => {
  it('is gone through and zoomed by keys, each operation told in words', async () => {
    const { container } = render(StepTimeline, { profile })
    const picture = screen.getByRole('img', { name: /Operations of one step/ })
    expect(container.querySelectorAll('rect')).toHaveLength(3)
    await fireEvent.keyDown(picture, { key: 'ArrowRight' })
    expect(screen.getByText('MatMul, 400 µs, from 0.0 µs on, lane 1: train/0/MatMul_0')).toBeTruthy()
    await fireEvent.keyDown(picture, { key: 'ArrowRight' })
    expect(screen.getByText('Relu, 300 µs, from 100 µs on, lane 2: train/0/Relu_100')).toBeTruthy()
    await fireEvent.keyDown(picture, { key: '+' })
    await fireEvent.keyDown(picture, { key: '+' })
    await waitFor(() => expect(container.querySelectorAll('rect')).toHaveLength(2))
    await fireEvent.keyDown(picture, { key: 'End' })
    expect(container.querySelector('rect.chosen')?.getAttribute('data-node')).toBe('train/0/MatMul_500')
    await fireEvent.keyDown(picture, { key: '0' })
    expect(container.querySelectorAll('rect')).toHaveLength(3)
  })
})

describe('the table of operations', () => {
  it('tells what the picture does, by kind', () => {
    render(OperationTable, { totals: profile.totals })
    const rows = screen.getAllByRole('row').map((row) => row.textContent.replace(/\s+/g, ' ').trim())
    expect(rows[1]).toMatch(/^MatMul ?2 ?900 µs ?450 µs ?75\.0 %$/)
    expect(rows[2]).toMatch(/^Relu ?1 ?300 µs ?300 µs ?25\.0 %$/)
  })
})
