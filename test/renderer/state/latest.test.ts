import { describe, expect, it } from 'vitest'
import { Latest } from '../../../src/renderer/state/latest.svelte.ts'

/** A source whose answers come when they are let go. */
function source() {
  const asked: number[] = []
  const waiting: { resolve: (value: string) => void; reject: (error: Error) => void }[] = []
  const latest = new Latest((wish: number) => {
    asked.push(wish)
    return new Promise<string>((resolve, reject) => waiting.push({ resolve, reject }))
  })
  const settle = () => new Promise((resolve) => setTimeout(resolve))
  return {
    ...{ asked, latest },
    answer: async () => {
      waiting.shift()?.resolve(`answer to ${asked[asked.length - waiting.length - 1] ?? ''}`)
      await settle()
    },
    fail: async () => {
      waiting.shift()?.reject(new Error('It is gone.'))
      await settle()
    },
  }
}

describe('a wish that keeps changing', () => {
  it('is asked at once, then only the latest', async () => {
    const { asked, latest, answer } = source()
    for (const wish of [1, 2, 3, 4]) latest.ask(wish)
    expect(asked).toEqual([1])
    await answer()
    expect(latest.answer).toBe('answer to 1')
    expect(asked).toEqual([1, 4])
    await answer()
    expect([latest.answer, latest.wish, latest.busy]).toEqual(['answer to 4', 4, false])
  })

  it('keeps the last answer when one fails, and says why', async () => {
    const { latest, answer, fail } = source()
    latest.ask(1)
    await answer()
    latest.ask(2)
    await fail()
    expect([latest.answer, latest.failure]).toEqual(['answer to 1', 'It is gone.'])
    latest.ask(3)
    await answer()
    expect([latest.answer, latest.failure]).toEqual(['answer to 3', null])
  })

  it('is forgotten with an answer that comes too late', async () => {
    const { latest, answer } = source()
    latest.ask(1)
    latest.clear()
    await answer()
    expect(latest.answer).toBeNull()
    expect(latest.busy).toBe(false)
  })
})
