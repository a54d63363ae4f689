import { describe, expect, it } from 'vitest'
import { Quit, type QuitSteps } from '../../../src/main/shell/quit.ts'

/** Steps that write down what happens, in order. */
function recorded(steps: Partial<QuitSteps>) {
  const log: string[] = []
  const quit = new Quit({
    busy: () => false,
    ask: () => {
      log.push('asked')
      return Promise.resolve(true)
    },
    shutDown: () => {
      log.push('saved')
      return Promise.resolve()
    },
    exit: (again) => log.push(again ? 'gone, to come back' : 'gone'),
    failed: (thrown) => log.push(`failed: ${(thrown as Error).message}`),
    ...steps,
  })
  return { quit, log }
}

describe('the way out', () => {
  it('asks only while something runs', async () => {
    const idle = recorded({})
    await idle.quit.request()
    expect(idle.log).toEqual(['saved', 'gone'])
    const busy = recorded({ busy: () => true })
    await busy.quit.request()
    expect(busy.log).toEqual(['asked', 'saved', 'gone'])
  })

  it('stays, and asks anew, when the user cancels', async () => {
    const answers = [false, true]
    const { quit, log } = recorded({ busy: () => true, ask: () => Promise.resolve(answers.shift() ?? false) })
    await quit.request()
    expect(log).toEqual([])
    await quit.request()
    expect(log).toEqual(['saved', 'gone'])
  })

  it('does everything once, however often it is asked', async () => {
    const { quit, log } = recorded({ busy: () => true })
    await Promise.all([quit.request(), quit.request(), quit.request()])
    await quit.request()
    expect(log).toEqual(['asked', 'saved', 'gone'])
  })

  it('starts anew only if the request that it heeds says so', async () => {
    const answers = [false, true]
    const { quit, log } = recorded({ busy: () => true, ask: () => Promise.resolve(answers.shift() ?? false) })
    await quit.request(true)
    await quit.request()
    expect(log).toEqual(['saved', 'gone'])
    const restarted = recorded({})
    await restarted.quit.request(true)
    expect(restarted.log).toEqual(['saved', 'gone, to come back'])
  })

  it('leaves also where it cannot find out what runs, or cannot ask, and says so', async () => {
    const thrown = recorded({ busy: () => { throw new Error('damaged') } })
    await thrown.quit.request()
    expect(thrown.log).toEqual(['failed: damaged', 'saved', 'gone'])
    const mute = recorded({ busy: () => true, ask: () => Promise.reject(new Error('no window')) })
    await mute.quit.request()
    expect(mute.log).toEqual(['failed: no window', 'saved', 'gone'])
  })

  it('waits for what is not to be interrupted, and does no such thing on the way out', async () => {
    const { quit, log } = recorded({})
    let finish: (value: string) => void = () => undefined
    const held = quit.hold(() => new Promise<string>((resolve) => (finish = resolve)))
    await quit.request()
    expect(log).toEqual([])
    finish('done')
    expect(await held).toBe('done')
    await quit.request()
    expect(log).toEqual(['saved', 'gone'])
    expect(await quit.hold(() => Promise.resolve('late'))).toBeNull()
  })

  it('leaves even when saving fails, and says so', async () => {
    const { quit, log } = recorded({ shutDown: () => Promise.reject(new Error('disk full')) })
    await quit.request()
    expect(log).toEqual(['failed: disk full', 'gone'])
  })
})
