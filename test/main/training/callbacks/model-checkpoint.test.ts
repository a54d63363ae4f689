import { describe, expect, it } from 'vitest'
import { ModelCheckpoint } from '../../../../src/main/training/callbacks/model-checkpoint.ts'
import { epochDraft, epochLogs } from './logs.ts'

const options = { everyEpochs: 1, saveBestOnly: false, monitor: 'val_loss', keep: 2 } as const

function keptOver(values: number[], checkpoint: ModelCheckpoint, monitor: 'val_loss' | 'kl' = 'val_loss') {
  return values.map((value, epoch) => {
    const logs = epochLogs({ [monitor]: value })
    const draft = epochDraft(epoch, logs)
    checkpoint.onEpochEnd(epoch, logs, draft)
    return (draft.retention.periodic ? 'periodic ' : '') + (draft.retention.best ? 'best' : '')
  })
}

describe('ModelCheckpoint', () => {
  it('keeps every n-th epoch, counted from one, and the best', () => {
    expect(keptOver([5, 6, 4, 4, 3, 9], new ModelCheckpoint({ ...options, everyEpochs: 3 }))).toEqual([
      'best',
      '',
      'periodic best',
      '',
      'best',
      'periodic ',
    ])
  })

  it('keeps only improvements with save_best_only, looking every n epochs', () => {
    const checkpoint = new ModelCheckpoint({ ...options, everyEpochs: 2, saveBestOnly: true })
    expect(keptOver([1, 5, 2, 4, 3, 4], checkpoint)).toEqual(['', 'best', '', 'best', '', ''])
  })

  it('judges by the metric it monitors', () => {
    const checkpoint = new ModelCheckpoint({ ...options, saveBestOnly: true, monitor: 'kl' })
    expect(keptOver([3, 2, 2, 1], checkpoint, 'kl')).toEqual(['best', 'best', '', 'best'])
  })

  it('says how many periodic ones stay', () => {
    const draft = epochDraft(0)
    new ModelCheckpoint({ ...options, keep: 7 }).onEpochEnd(0, epochLogs({}), draft)
    expect(draft.retention.keep).toBe(7)
  })

  it('remembers the best across a resume', () => {
    const before = new ModelCheckpoint(options)
    keptOver([5, 3], before)
    const after = new ModelCheckpoint(options)
    after.restore(JSON.parse(JSON.stringify(before.state())))
    expect(keptOver([4, 2], after)).toEqual(['periodic ', 'periodic best'])
  })

  it('has no best before the first epoch', () => {
    const fresh = new ModelCheckpoint(options)
    fresh.restore(JSON.parse(JSON.stringify(new ModelCheckpoint(options).state())))
    expect(keptOver([1e9], fresh)).toEqual(['periodic best'])
  })
})
