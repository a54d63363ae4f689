import { beforeEach, describe, expect, it } from 'vitest'
import { RunColours, runColourCount } from '../../../src/renderer/state/run-colours.ts'

describe('colours of runs', () => {
  beforeEach(() => localStorage.clear())

  it('differ as long as there are any left, then repeat evenly', () => {
    const ids = Array.from({ length: 2 * runColourCount }, (_, index) => `run${index}`)
    const colours = new RunColours(localStorage)
    colours.settle(ids)
    const used = ids.map((id) => colours.property(id))
    expect(new Set(used.slice(0, runColourCount)).size).toBe(runColourCount)
    for (const colour of new Set(used)) expect(used.filter((other) => other === colour)).toHaveLength(2)
  })

  it('stay with their run when others come and go, and after a restart', () => {
    const colours = new RunColours(localStorage)
    colours.settle(['a', 'b', 'c'])
    const [a, c] = [colours.property('a'), colours.property('c')]
    colours.settle(['a', 'c', 'd'])
    const again = new RunColours(localStorage)
    again.settle(['d', 'c', 'a'])
    expect([again.property('a'), again.property('c')]).toEqual([a, c])
    expect(again.property('d')).toBe('--run-1')
  })

  it('survive a storage that holds something else', () => {
    for (const text of ['nonsense', 'null', '{"a":"red"}', '[]']) {
      localStorage.setItem('run-colours', text)
      const colours = new RunColours(localStorage)
      colours.settle(['a'])
      expect(colours.property('a')).toBe('--run-0')
    }
  })
})
