import { describe, expect, it } from 'vitest'
import { Experiments } from '../../../src/renderer/state/experiments.svelte.ts'
import type { Client } from '../../../src/renderer/state/client.ts'
import type { Experiment } from '../../../src/shared/experiment/experiment.ts'
import { experiment } from '../support/experiment.ts'

/** Answers as the main process does, from a list of its own; refuses everything once `broken`. */
function workspaceOf(runs: Experiment[]) {
  const workspace = { runs, broken: false, asked: [] as string[] }
  const client = {
    request: (channel: string, request?: { experimentIds: string[]; hidden: boolean }) => {
      workspace.asked.push(channel)
      if (workspace.broken) return Promise.reject(new Error('The disk is full.'))
      if (channel === 'experiments:list') return Promise.resolve(workspace.runs)
      if (channel !== 'experiments:set-hidden' || request === undefined) return Promise.reject(new Error(channel))
      const { experimentIds, hidden } = request
      workspace.runs = workspace.runs.map((run) => (experimentIds.includes(run.id) ? { ...run, hidden } : run))
      return Promise.resolve(null)
    },
    subscribe: () => () => undefined,
  } as unknown as Client
  return { workspace, client }
}

async function threeRuns() {
  const runs = ['aaaaaaaa', 'bbbbbbbb', 'cccccccc'].map((id, colour) => experiment({ id, colour, createdAt: colour }))
  const { workspace, client } = workspaceOf(runs)
  const experiments = new Experiments(client)
  await experiments.refresh()
  const shown = () => experiments.shown.map(({ id }) => id[0]).join('')
  return { workspace, experiments, shown }
}

describe('the runs of the workspace', () => {
  it('are shown and hidden, here and in the store', async () => {
    const { workspace, experiments, shown } = await threeRuns()
    expect(shown()).toBe('abc')
    await experiments.toggleShown('bbbbbbbb')
    expect(shown()).toBe('ac')
    expect(experiments.isShown('bbbbbbbb')).toBe(false)
    expect(workspace.runs.map(({ hidden }) => hidden)).toEqual([false, true, false])
    await experiments.showOnly('bbbbbbbb')
    expect(shown()).toBe('b')
    await experiments.setShown(['aaaaaaaa', 'bbbbbbbb', 'cccccccc'], true)
    expect(shown()).toBe('abc')
    expect(workspace.runs.some(({ hidden }) => hidden)).toBe(false)
  })

  it('ask for nothing where nothing changes', async () => {
    const { workspace, experiments } = await threeRuns()
    await experiments.setShown(['aaaaaaaa'], true)
    expect(workspace.asked).toEqual(['experiments:list'])
  })

  it('are shown again where the store cannot take it', async () => {
    const { workspace, experiments, shown } = await threeRuns()
    workspace.broken = true
    await expect(experiments.toggleShown('aaaaaaaa')).rejects.toThrow('full')
    expect(shown()).toBe('abc')
  })

  it('have their new name at once, and the old one again where the store cannot take it', async () => {
    const { workspace, experiments } = await threeRuns()
    const name = () => experiments.get('aaaaaaaa')?.name
    const old = name()
    workspace.broken = true
    const refused = expect(experiments.rename('aaaaaaaa', 'Anew')).rejects.toThrow('full')
    expect(name()).toBe('Anew')
    await refused
    expect(name()).toBe(old)
  })

  it('have the colours that the store gives them', async () => {
    const { experiments } = await threeRuns()
    expect(['aaaaaaaa', 'cccccccc'].map((id) => experiments.colour(id))).toEqual(['--run-0', '--run-2'])
  })
})
