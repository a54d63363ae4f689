import { describe, expect, it } from 'vitest'
import { ScalarSettings } from '../../../src/renderer/state/scalar-settings.svelte.ts'

class Memory {
  readonly items = new Map<string, string>()
  getItem = (key: string) => this.items.get(key) ?? null
  setItem = (key: string, value: string) => void this.items.set(key, value)
}

describe('the settings of the scalars', () => {
  it('begin with the values as they are, and are remembered', () => {
    const memory = new Memory()
    const settings = new ScalarSettings(memory)
    expect(settings.values).toMatchObject({ smoothing: 0, axis: 'epoch', ignoreOutliers: true, pinned: [] })
    settings.change({ smoothing: 0.9, axis: 'relative' })
    settings.togglePin('kl')
    settings.togglePin('loss')
    settings.togglePin('kl')
    expect(new ScalarSettings(memory).values).toMatchObject({ smoothing: 0.9, axis: 'relative', pinned: ['loss'] })
  })

  it.each(['', 'nonsense', '[]', 'null'])('do not mind %j in their place', (stored) => {
    const memory = new Memory()
    memory.setItem('scalars', stored)
    expect(new ScalarSettings(memory).values.smoothing).toBe(0)
  })

  it('fall back one by one where a value does not fit', () => {
    const memory = new Memory()
    memory.setItem('scalars', JSON.stringify({ smoothing: 7, axis: 'step', pinned: ['gone'] }))
    expect(new ScalarSettings(memory).values).toMatchObject({ smoothing: 0, axis: 'step', pinned: [] })
  })
})
