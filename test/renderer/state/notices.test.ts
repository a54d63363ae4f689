import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Notices } from '../../../src/renderer/state/notices.svelte.ts'

describe('notices that offer to undo', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('undo the newest first, and each once', () => {
    const notices = new Notices()
    const undone: string[] = []
    for (const name of ['a', 'b']) notices.offerUndo(`Deleted “${name}”`, () => undone.push(name))
    notices.inform('Something else')
    expect([notices.undo(), notices.undo(), notices.undo()]).toEqual([true, true, false])
    expect(undone).toEqual(['b', 'a'])
    expect(notices.list.map(({ title }) => title)).toEqual(['Something else'])
  })

  it('go by themselves after ten seconds', () => {
    const notices = new Notices()
    notices.offerUndo('Deleted “a”', () => undefined)
    vi.advanceTimersByTime(9_000)
    expect(notices.list).toHaveLength(1)
    vi.advanceTimersByTime(1_100)
    expect([notices.list, notices.undo()]).toEqual([[], false])
  })
})
