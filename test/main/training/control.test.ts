import { describe, expect, it } from 'vitest'
import { WorkbenchError } from '../../../src/shared/errors.ts'
import { TrainingControl } from '../../../src/main/training/control.ts'
import { RunAborted } from '../../../src/main/training/run-aborted.ts'

const soon = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

describe('TrainingControl', () => {
  it('lets a run go on at once when nothing was asked', async () => {
    const control = new TrainingControl()
    await control.atStep()
    expect(control.idleSeconds).toBe(0)
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
    const step = control.atStep()
    await soon(60)
    expect(changes).toEqual([true])
    expect(control.idleSeconds).toBe(0)
    control[order]()
    await step
    expect(control.idleSeconds).toBeGreaterThan(0.04)
    expect(changes).toEqual([true, false])
    expect(control.stopRequested).toBe(order === 'stop')
    expect(control.abortRequested).toBe(order === 'abort')
  })

  it('does not pause a run that was asked to end', async () => {
    const control = new TrainingControl()
    control.stop()
    control.pause()
    await control.atStep()
    expect(control.idleSeconds).toBe(0)
  })

  it('sleeps without a word until it is woken, and keeps a pause of the user’s', async () => {
    const changes: boolean[] = []
    const control = new TrainingControl((paused) => changes.push(paused))
    control.fallAsleep()
    let steps = 0
    const step = control.atStep().then(() => steps++)
    control.resume()
    await soon(60)
    expect(steps).toBe(0)
    control.pause()
    control.wakeUp()
    await soon(30)
    expect({ steps, changes }).toEqual({ steps: 0, changes: [true] })
    control.resume()
    await step
    expect(control.idleSeconds).toBeGreaterThan(0.08)
  })

  describe('where the disk refuses', () => {
    const full = new WorkbenchError('disk-full', 'The disk is full.')

    it('waits and tries again, tells why once, and counts the time as idle', async () => {
      const told: [boolean, string | undefined][] = []
      const control = new TrainingControl((paused, reason) => told.push([paused, reason?.message]))
      let attempts = 0
      const done = control.untilDone(() => {
        // The words may differ from time to time, as of a file that has another name each time.
        if (++attempts < 3) throw new WorkbenchError('disk-full', attempts === 1 ? full.message : 'The disk is still full.')
        return 'stored'
      })
      await soon(30)
      expect(told).toEqual([[true, 'The disk is full.']])
      control.resume()
      await soon(30)
      expect({ attempts, told }).toEqual({ attempts: 2, told: [[true, 'The disk is full.']] })
      control.resume()
      expect(await done).toBe('stored')
      expect(told).toEqual([[true, 'The disk is full.'], [false, undefined]])
      expect(control.idleSeconds).toBeGreaterThan(0.05)
    })

    it('tries again by itself', async () => {
      let attempts = 0
      expect(
        await new TrainingControl().untilDone(() => {
          if (++attempts < 2) throw full
          return attempts
        }),
      ).toBe(2)
    })

    it.each(['stop', 'abort'] as const)('tries a last time when it is to %s, and then gives up', async (order) => {
      const control = new TrainingControl()
      let attempts = 0
      const done = control.untilDone(() => {
        attempts++
        throw full
      })
      await soon(20)
      control[order]()
      // No failure: the run is to end.
      await expect(done).rejects.toThrow(RunAborted)
      await expect(done).rejects.toThrow(full.message)
      expect(attempts).toBe(2)
    })

    it('does not wait for what cannot pass', async () => {
      const damaged = new WorkbenchError('database-corrupt', 'It is damaged.')
      const attempt = () => {
        throw damaged
      }
      await expect(new TrainingControl().untilDone(attempt)).rejects.toBe(damaged)
    })
  })
})
