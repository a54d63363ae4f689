import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Notices } from '../../../src/renderer/state/notices.svelte.ts'
import { WorkbenchError } from '../../../src/shared/errors.ts'

const log = () => ({ show: vi.fn(), report: vi.fn() })

describe('notices of errors', () => {
  it('lead to the log where it tells more', () => {
    const opened = log()
    const notices = new Notices(opened)
    notices.fail(new WorkbenchError('busy', 'Another program trains. Wait.'))
    notices.fail(new WorkbenchError('internal', 'The export thread ended unexpectedly. Export again.'))
    expect(notices.list.map(({ action }) => action?.label)).toEqual([undefined, 'Show log'])
    notices.list[1]?.action?.run()
    expect(opened.show).toHaveBeenCalledOnce()
  })

  it('are written into the log where nobody else has done so', () => {
    const written = log()
    const notices = new Notices(written)
    const unforeseen = new TypeError('x is undefined')
    notices.fail(new WorkbenchError('internal', 'From the main process. Try again.'))
    notices.fail(unforeseen)
    expect(written.report.mock.calls).toEqual([[unforeseen]])
  })

  it('are not repeated', () => {
    const notices = new Notices(log())
    for (let time = 0; time < 2; time++) notices.fail(new WorkbenchError('disk-full', 'The disk is full. Free some space.'))
    expect(notices.list).toHaveLength(1)
  })
})

describe('notices that offer to undo', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('undo the newest first, and each once', () => {
    const notices = new Notices(log())
    const undone: string[] = []
    for (const name of ['a', 'b']) notices.offerUndo(`Deleted “${name}”`, () => undone.push(name))
    notices.inform('Something else')
    expect([notices.undo(), notices.undo(), notices.undo()]).toEqual([true, true, false])
    expect(undone).toEqual(['b', 'a'])
    expect(notices.list.map(({ title }) => title)).toEqual(['Something else'])
  })

  it('go by themselves after ten seconds', () => {
    const notices = new Notices(log())
    notices.offerUndo('Deleted “a”', () => undefined)
    vi.advanceTimersByTime(9_000)
    expect(notices.list).toHaveLength(1)
    vi.advanceTimersByTime(1_100)
    expect([notices.list, notices.undo()]).toEqual([[], false])
  })

  it('stand as long as the work that they tell of', () => {
    const notices = new Notices(log())
    const cancel = vi.fn()
    const work = notices.begin('Importing “a”…', cancel)
    vi.advanceTimersByTime(60_000)
    expect(notices.list).toMatchObject([{ title: 'Importing “a”…', progress: null }])
    work.reached(0.4)
    expect(notices.list).toMatchObject([{ progress: 0.4, action: { label: 'Cancel' } }])
    notices.list[0]?.action?.run()
    expect(cancel).toHaveBeenCalledOnce()
    work.end()
    expect(notices.list).toEqual([])
  })
})
