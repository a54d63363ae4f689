import { describe, expect, it } from 'vitest'
import { TrainingControl } from '../../../src/main/training/control.ts'

const soon = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

describe('TrainingControl', () => {
  it('lets a run go on at once when nothing was asked', async () => {
    expect(await new TrainingControl().atStep()).toBe(0)
  })

  it('lets messages in between two steps, however fast they follow each other', async () => {
    const control = new TrainingControl()
    setTimeout(() => control.abort(), 1)
    let steps = 0
    while (!control.abortRequested && steps < 1_000_000) {
      await control.atStep()
      steps++
    }
    expect(control.abortRequested).toBe(true)
  })

  it.each(['resume', 'stop', 'abort'] as const)('halts at the step after a pause until %s', async (order) => {
    const changes: boolean[] = []
    const control = new TrainingControl((paused) => changes.push(paused))
    control.pause()
    expect(changes).toEqual([])
    let paused: number | null = null
    const step = control.atStep().then((seconds) => (paused = seconds))
    await soon(60)
    expect(changes).toEqual([true])
    expect(paused).toBeNull()
    control[order]()
    await step
    expect(paused).toBeGreaterThan(0.04)
    expect(changes).toEqual([true, false])
    expect(control.stopRequested).toBe(order === 'stop')
    expect(control.abortRequested).toBe(order === 'abort')
  })

  it('does not pause a run that was asked to end', async () => {
    const control = new TrainingControl()
    control.stop()
    control.pause()
    expect(await control.atStep()).toBe(0)
  })
})
