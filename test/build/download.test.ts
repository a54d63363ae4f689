import { fork } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { download, DownloadError } from '../../build/setup/download.mjs'
import { type Behaviour, sendFile, serve } from './support/file-server.ts'
import { temporaryFolder } from './support/folder.ts'

const CONTENT = randomBytes(1_000_000)
const SHA256 = createHash('sha256').update(CONTENT).digest('hex')
const CHILD = fileURLToPath(new URL('./support/download-child.mjs', import.meta.url))

async function served(behaviour: Behaviour) {
  const server = await serve(behaviour)
  onTestFinished(() => server.close())
  return server
}

/** Where each request began. A cut may cost the few bytes that were still on their way through the socket. */
function starts(server: { ranges: (string | undefined)[] }): number[] {
  return server.ranges.map((range) => Number(/^bytes=(\d+)-$/.exec(range ?? 'bytes=0-')?.[1]))
}

function target(): string {
  return join(temporaryFolder(), 'file')
}

describe('download', () => {
  it('moves the whole file in place and leaves nothing else', async () => {
    const server = await served((request, response) => sendFile(request, response, CONTENT))
    const file = target()
    await download({ url: server.url, file, sha256: SHA256 })
    expect(readFileSync(file).equals(CONTENT)).toBe(true)
    expect(existsSync(`${file}.part`)).toBe(false)
    expect(existsSync(`${file}.part.validator`)).toBe(false)
  })

  it('says how far it is, of how much', async () => {
    const server = await served((request, response) => sendFile(request, response, CONTENT))
    const seen: [number, number | undefined][] = []
    await download({ url: server.url, file: target(), sha256: SHA256, onProgress: (bytes, total) => seen.push([bytes, total]) })
    expect(seen.at(-1)).toEqual([CONTENT.length, CONTENT.length])
    expect(seen.map(([bytes]) => bytes)).toEqual(seen.map(([bytes]) => bytes).toSorted((a, b) => a - b))
  })

  it('asks only for the rest after each cut', async () => {
    const server = await served((request, response, count) => {
      sendFile(request, response, CONTENT, { until: count < 4 ? 200_000 : Infinity })
    })
    const file = target()
    await download({ url: server.url, file, sha256: SHA256 })
    expect(readFileSync(file).equals(CONTENT)).toBe(true)
    const [first, second = 0, third = 0, fourth = 0] = starts(server)
    expect(first).toBe(0)
    expect(second).toBeGreaterThan(0)
    expect(third).toBeGreaterThan(second)
    expect(fourth).toBeGreaterThan(third)
    expect(fourth).toBeLessThanOrEqual(600_000)
    expect(server.ranges).toHaveLength(4)
  })

  it('starts again when the server does not know ranges', async () => {
    const server = await served((request, response, count) => {
      delete request.headers.range
      sendFile(request, response, CONTENT, { until: count === 1 ? 300_000 : Infinity })
    })
    const file = target()
    await download({ url: server.url, file, sha256: SHA256 })
    expect(readFileSync(file).equals(CONTENT)).toBe(true)
    expect(starts(server)[1]).toBeGreaterThan(0)
    expect(server.ranges).toHaveLength(2)
  })

  it('starts again when the file on the server has changed meanwhile', async () => {
    const older = randomBytes(CONTENT.length)
    const server = await served((request, response, count) => {
      if (count === 1) sendFile(request, response, older, { tag: '"old"', until: 300_000 })
      else sendFile(request, response, CONTENT, { tag: '"new"' })
    })
    const file = target()
    await download({ url: server.url, file, sha256: SHA256 })
    expect(readFileSync(file).equals(CONTENT)).toBe(true)
  })

  it('replaces a part of something else', async () => {
    const server = await served((request, response) => sendFile(request, response, CONTENT))
    const file = target()
    writeFileSync(`${file}.part`, randomBytes(5000))
    await download({ url: server.url, file, sha256: SHA256 })
    expect(readFileSync(file).equals(CONTENT)).toBe(true)
    expect(server.ranges).toEqual(['bytes=5000-', undefined])
  })

  it('replaces a part that is longer than the file', async () => {
    const server = await served((request, response) => sendFile(request, response, CONTENT))
    const file = target()
    writeFileSync(`${file}.part`, randomBytes(CONTENT.length + 1))
    await download({ url: server.url, file, sha256: SHA256 })
    expect(readFileSync(file).equals(CONTENT)).toBe(true)
  })

  it('needs no network when the part is whole already', async () => {
    const file = target()
    writeFileSync(`${file}.part`, CONTENT)
    await download({ url: 'http://127.0.0.1:1/file', file, sha256: SHA256 })
    expect(readFileSync(file).equals(CONTENT)).toBe(true)
  })

  it('deletes what has the wrong checksum and says so', async () => {
    const server = await served((request, response) => sendFile(request, response, randomBytes(1000)))
    const file = target()
    await expect(download({ url: server.url, file, sha256: SHA256 })).rejects.toThrow(/wrong checksum; it was deleted/)
    expect(existsSync(file)).toBe(false)
    expect(existsSync(`${file}.part`)).toBe(false)
    expect(server.ranges).toHaveLength(1)
  })

  it('follows redirects, the range with it', async () => {
    const server = await served((request, response, count) => {
      if (request.url === '/file') response.writeHead(302, { location: '/elsewhere' }).end()
      else sendFile(request, response, CONTENT, { until: count === 2 ? 100_000 : Infinity })
    })
    const file = target()
    await download({ url: server.url, file, sha256: SHA256 })
    const [first, second, third = 0, fourth] = starts(server)
    expect([first, second]).toEqual([0, 0])
    expect(third).toBeGreaterThan(0)
    expect(fourth).toBe(third)
  })

  it('gives up redirects in circles', async () => {
    const server = await served((_request, response) => response.writeHead(302, { location: '/file' }).end())
    await expect(download({ url: server.url, file: target(), sha256: SHA256 })).rejects.toThrow(/redirects in circles/)
  })

  it('gives up at once on an answer that will not change', async () => {
    const server = await served((_request, response) => response.writeHead(404).end())
    await expect(download({ url: server.url, file: target(), sha256: SHA256 })).rejects.toThrow(/answered 404/)
    expect(server.ranges).toHaveLength(1)
  })

  it('asks again after a server error', async () => {
    const server = await served((request, response, count) => {
      if (count === 1) response.writeHead(503).end()
      else sendFile(request, response, CONTENT)
    })
    const file = target()
    await download({ url: server.url, file, sha256: SHA256 })
    expect(statSync(file).size).toBe(CONTENT.length)
  })

  it('gives up a host that does not answer, once and soon', async () => {
    const server = await served(() => undefined)
    const startedAt = Date.now()
    const attempt = download({ url: server.url, file: target(), sha256: SHA256, answerMilliseconds: 300 })
    await expect(attempt).rejects.toThrow(DownloadError)
    expect(Date.now() - startedAt).toBeLessThan(1500)
    expect(server.ranges).toHaveLength(1)
  })

  it('gives up a transfer that stalls for good, keeping what it has', async () => {
    const server = await served((_request, response, count) => {
      if (count > 1) return
      response.writeHead(200, { 'content-length': CONTENT.length, etag: '"1"' })
      response.write(CONTENT.subarray(0, 100_000))
    })
    const file = target()
    const startedAt = Date.now()
    const attempt = download({ url: server.url, file, sha256: SHA256, answerMilliseconds: 300, stallMilliseconds: 300 })
    await expect(attempt).rejects.toThrow(/did not answer/)
    expect(Date.now() - startedAt).toBeLessThan(3000)
    expect(statSync(`${file}.part`).size).toBe(100_000)
  })

  it('refuses a connection at once where nobody listens', async () => {
    const startedAt = Date.now()
    await expect(download({ url: 'http://127.0.0.1:1/file', file: target(), sha256: SHA256 })).rejects.toThrow(/ECONNREFUSED/)
    expect(Date.now() - startedAt).toBeLessThan(1500)
  })

  it('goes on where a killed process stopped', async () => {
    const server = await served((request, response, count) => {
      if (count > 1) {
        sendFile(request, response, CONTENT)
        return
      }
      response.writeHead(200, { 'content-length': CONTENT.length, etag: '"1"' })
      response.write(CONTENT.subarray(0, 400_000))
    })
    const file = target()
    const child = fork(CHILD, [server.url, file, SHA256])
    await once(child, 'message')
    while (statSync(`${file}.part`).size < 400_000) await new Promise((resolve) => setTimeout(resolve, 10))
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(existsSync(file)).toBe(false)

    await download({ url: server.url, file, sha256: SHA256 })
    expect(readFileSync(file).equals(CONTENT)).toBe(true)
    expect(server.ranges).toEqual([undefined, 'bytes=400000-'])
  })
})
