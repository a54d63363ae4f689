import { describe, expect, it } from 'vitest'
import { arrangeRuns, matcher, type RunOrder } from '../../../src/renderer/state/arrange-runs.ts'
import type { Experiment } from '../../../src/shared/experiment/experiment.ts'
import { experiment, metrics } from '../support/experiment.ts'

let made = 0
function run(id: string, change: Partial<Experiment> = {}, from: string | null = null): Experiment {
  const origin = from === null ? null : { experimentId: from, epoch: 3 }
  return experiment({ id, name: id, createdAt: made++, origin, ...change })
}
const trained = (best: number, last: number, epochsDone: number) => ({
  ...{ bestValLoss: best, epochsDone, lastMetrics: { ...metrics(epochsDone - 1), valLoss: last } },
})

const runs = [run('a', trained(0.1, 0.3, 4)), run('b10', trained(0.2, 0.2, 9)), run('B9'), run('a1', trained(0.3, 0.1, 2), 'a')]
const all: (experiment: Experiment) => boolean = () => true
const outline = (list: readonly Experiment[], order: RunOrder, matches = all) =>
  arrangeRuns(list, matches, order)
    .map(({ experiment: { id }, depth }) => '-'.repeat(depth) + id)
    .join(' ')

describe('the list of runs', () => {
  it('has each branch below the run it came from, both in the order asked for', () => {
    expect(outline(runs, 'newest')).toBe('B9 b10 a -a1')
    expect(outline(runs, 'oldest')).toBe('a -a1 b10 B9')
    expect(outline(runs, 'name')).toBe('a -a1 B9 b10')
    expect(outline(runs, 'best')).toBe('a -a1 b10 B9')
    expect(outline(runs, 'last')).toBe('b10 a -a1 B9')
    expect(outline(runs, 'epochs')).toBe('b10 a -a1 B9')
  })

  it('nests branches of branches, and sorts siblings', () => {
    const tree = [run('root'), run('left', {}, 'root'), run('right', {}, 'root'), run('leaf', {}, 'left')]
    expect(outline(tree, 'oldest')).toBe('root -left --leaf -right')
    expect(outline(tree, 'newest')).toBe('root -right -left --leaf')
  })

  it('has a branch by itself where its origin is not listed', () => {
    expect(outline(runs, 'oldest', ({ id }: Experiment) => id !== 'a')).toBe('b10 B9 a1')
    expect(outline([run('orphan', {}, 'gone')], 'newest')).toBe('orphan')
  })
})

describe('the filter', () => {
  const fits = (text: string, regex: boolean, change: Partial<Experiment>) => matcher({ text, regex })?.(experiment(change))

  it('finds all words of a text in any case, in name, status, notes or id', () => {
    expect(fits('  ', false, {})).toBe(true)
    expect(fits('adam WIDE', false, { name: 'Wide', notes: 'with Adam' })).toBe(true)
    expect(fits('adam wide', false, { name: 'Wide' })).toBe(false)
    expect(fits('failed', false, { status: 'failed' })).toBe(true)
    expect(fits('abcd1', false, { id: 'abcd1234' })).toBe(true)
    expect(fits('b', false, { name: 'x', id: 'abcd1234' })).toBe(false)
    expect(fits('^a', true, { name: 'x', id: 'abcd1234' })).toBe(false)
    expect(fits('a.c', false, { name: 'abc', id: 'zzzz' })).toBe(false)
  })

  it('takes a regular expression, and says when it is none', () => {
    expect(fits('^β-vae \\d+$', true, { name: 'β-VAE 12' })).toBe(true)
    expect(fits('^vae', true, { name: 'β-VAE 12' })).toBe(false)
    expect(matcher({ text: '(', regex: true })).toBeNull()
    expect(matcher({ text: '(', regex: false })).not.toBeNull()
  })
})
