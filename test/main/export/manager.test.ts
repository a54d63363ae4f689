import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ExportManager } from '../../../src/main/export/manager.ts'
import { makeWorkspace } from './experiment-workspace.ts'
import { readGif } from './gif/read-gif.ts'

// The thread itself is the built one, out/main/export-worker.js.
let directory: string
let outputs: string
let experimentId: string
let exports: ExportManager
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'exports-'))
  experimentId = makeWorkspace(directory, 40)
  exports = new ExportManager(directory)
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))
beforeEach(() => {
  outputs = mkdtempSync(join(directory, 'outputs-'))
})

describe('ExportManager', () => {
  it('runs several exports at the same time, each with its own progress', async () => {
    const kinds = [
      ['manifold', 'manifold.gif'],
      ['scatter', 'z_distr.gif'],
      ['scalars', 'scalars.csv'],
      ['events', 'logs'],
    ] as const
    const results = await Promise.all(
      kinds.map(async ([kind, name]) => {
        const progress: number[] = []
        const out = join(outputs, name)
        const onProgress = (done: number, total: number) => progress.push(done / total)
        const result = await exports.run({ kind, experimentId, out }, { onProgress })
        expect(result.path).toBe(out)
        return { result, progress }
      }),
    )
    for (const { progress } of results) {
      expect(progress.at(-1)).toBe(1)
      expect(progress).toEqual([...progress].sort((a, b) => a - b))
    }
    expect(readdirSync(outputs).sort()).toEqual(['logs', 'manifold.gif', 'scalars.csv', 'z_distr.gif'])
    for (const name of ['manifold.gif', 'z_distr.gif']) expect(readGif(readFileSync(join(outputs, name))).frames).toBe(21)
  })

  it('leaves the calling thread free while it works', async () => {
    let turns = 0
    const ticking = setInterval(() => turns++, 5)
    await exports.run({ kind: 'manifold', experimentId, out: join(outputs, 'manifold.gif') })
    clearInterval(ticking)
    expect(turns).toBeGreaterThan(10)
  })

  it('cancels between two frames and leaves nothing', async () => {
    const abort = new AbortController()
    let reached = 0
    const running = exports.run(
      { kind: 'scatter', experimentId, out: join(outputs, 'z_distr.gif') },
      {
        signal: abort.signal,
        onProgress: (done) => {
          reached = done
          if (done === 2) abort.abort()
        },
      },
    )
    await expect(running).rejects.toMatchObject({ name: 'WorkbenchError', code: 'cancelled' })
    expect(reached).toBeLessThan(10)
    expect(readdirSync(outputs)).toEqual([])
  })

  it('writes nothing when it was cancelled before it began', async () => {
    const running = exports.run(
      { kind: 'manifold', experimentId, out: join(outputs, 'manifold.gif') },
      { signal: AbortSignal.abort() },
    )
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    expect(readdirSync(outputs)).toEqual([])
  })

  it("hands on the worker's errors with their kind", async () => {
    const out = join(outputs, 'manifold.gif')
    await expect(exports.run({ kind: 'manifold', experimentId: 'zzzz9999', out })).rejects.toMatchObject({
      code: 'unknown-experiment',
    })
    const wrong = exports.run({ kind: 'manifold', experimentId, out: join(outputs, 'a.txt') })
    await expect(wrong).rejects.toMatchObject({ code: 'usage' })
    const nowhere = new ExportManager(join(directory, 'nowhere')).run({ kind: 'manifold', experimentId, out })
    await expect(nowhere).rejects.toMatchObject({ name: 'WorkbenchError' })
    expect(readdirSync(outputs)).toEqual([])
  })
})
