import { open, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { sha256OfFile } from './digest.mjs'
import { codeOf, messageOf } from './errors.mjs'
import { request } from './http.mjs'
import { Rate } from './rate.mjs'

const ANSWER_MILLISECONDS = 4000

/** The file could not be had from this source; another source may still do. */
export class DownloadError extends Error {
  /** @param {string} message @param {{ retry?: boolean, cause?: unknown }} [details] */
  constructor(message, { retry = false, cause } = {}) {
    super(message, { cause })
    this.name = 'DownloadError'
    this.retry = retry
  }
}

/**
 * @typedef {object} DownloadOptions
 * @property {string} url
 * @property {string} file where the whole file lands
 * @property {string} sha256
 * @property {(bytes: number, total: number | undefined, bytesPerSecond: number) => void} [onProgress]
 * @property {number} [answerMilliseconds] for connecting and for the answer's head, each redirect anew
 * @property {number} [stallMilliseconds] without a byte
 * @property {number} [attempts] in a row that bring no byte
 */

/**
 * Fetches a file whose checksum is known. What has arrived stays in `FILE.part`, so a cut connection or a killed
 * process costs only what is missing: the next call asks for the rest (RFC 9110, section 14). The whole file is moved
 * in place only after its checksum fits; one that does not fit is deleted.
 * @param {DownloadOptions} options
 */
export async function download(options) {
  const { file, sha256, attempts = 3 } = options
  const part = `${file}.part`
  let fruitless = 0
  // All may be there already, when the last set-up was killed just before the move.
  let whole = (await sizeOf(part)) > 0 && (await sha256OfFile(part)) === sha256
  while (!whole) {
    const before = await sizeOf(part)
    try {
      const resumed = before > 0
      await transfer(options, part, before)
      whole = (await sha256OfFile(part)) === sha256
      if (whole) break
      await discard(part)
      // A part of another version with the rest of this one: worth one clean start.
      if (!resumed) throw new DownloadError(`what ${hostOf(options.url)} sent has the wrong checksum; it was deleted`)
    } catch (error) {
      if (!(error instanceof DownloadError) || !error.retry) throw error
      fruitless = (await sizeOf(part)) > before ? 0 : fruitless + 1
      if (fruitless >= attempts) throw error
      await sleep(200 * fruitless)
    }
  }
  await rename(part, file)
  await rm(validatorOf(part), { force: true })
}

/**
 * One request, appended to what is there.
 * @param {DownloadOptions} options
 * @param {string} part
 * @param {number} offset bytes already there
 */
async function transfer(options, part, offset) {
  const { url, onProgress, answerMilliseconds = ANSWER_MILLISECONDS, stallMilliseconds = 8000 } = options
  const validator = offset > 0 ? await readFile(validatorOf(part), 'utf8').catch(() => '') : ''
  /** @type {Record<string, string>} */
  const headers = { 'accept-encoding': 'identity' }
  if (offset > 0) headers.range = `bytes=${offset}-`
  if (offset > 0 && validator !== '') headers['if-range'] = validator

  const response = await answer(url, { headers, answerMilliseconds })
  const status = response.statusCode ?? 0
  const start = startOf(response)
  if (status === 416 || (status === 206 && start !== offset)) {
    response.destroy()
    await discard(part)
    throw new DownloadError(`${hostOf(url)} cannot send the rest of the file`, { retry: true })
  }
  if (status !== 200 && status !== 206) {
    response.destroy()
    throw new DownloadError(`${hostOf(url)} answered ${status}`, { retry: status >= 500 || status === 429 })
  }
  // A server that does not know ranges, or whose file has changed, sends everything again.
  const from = status === 206 ? offset : 0
  if (from === 0) {
    await truncate(part, 0).catch(ignoreMissing)
    await writeFile(validatorOf(part), strongValidator(response))
  }
  const length = response.headers['content-length']
  const total = length === undefined ? undefined : from + Number(length)
  const handle = await open(part, 'a')
  const rate = new Rate()
  let bytes = from
  const watch = setTimeout(() => response.destroy(new Error(`no data for ${stallMilliseconds / 1000} s`)), stallMilliseconds)
  try {
    for await (const chunk of response) {
      await handle.write(chunk)
      bytes += chunk.length
      watch.refresh()
      onProgress?.(bytes, total, rate.update(bytes))
    }
    await handle.sync()
  } catch (error) {
    if (codeOf(error) === 'ENOSPC') throw error
    throw new DownloadError(`the transfer from ${hostOf(url)} broke off: ${messageOf(error)}`, { retry: true, cause: error })
  } finally {
    clearTimeout(watch)
    await handle.close()
  }
  if (total !== undefined && bytes !== total) {
    throw new DownloadError(`the transfer from ${hostOf(url)} ended at ${bytes} of ${total} bytes`, { retry: true })
  }
}

/**
 * Whether a file can be had, as far as the answer's head tells.
 * @param {string} url
 * @param {number} [answerMilliseconds]
 * @throws {DownloadError} when it cannot
 */
export async function probe(url, answerMilliseconds = ANSWER_MILLISECONDS) {
  const response = await answer(url, { answerMilliseconds })
  response.destroy()
  if (response.statusCode !== 200) throw new DownloadError(`${hostOf(url)} answered ${response.statusCode}`)
}

/** @param {string} url @param {{ headers?: Record<string, string>, answerMilliseconds: number }} options */
function answer(url, options) {
  return request(url, options).catch((/** @type {unknown} */ error) => {
    throw new DownloadError(messageOf(error), { retry: codeOf(error) === 'ECONNRESET', cause: error })
  })
}

/** @param {import('node:http').IncomingMessage} response @returns {number | null} */
function startOf(response) {
  const match = /^bytes (\d+)-/.exec(response.headers['content-range'] ?? '')
  return match === null ? null : Number(match[1])
}

/** If-Range takes no weak entity tag. @param {import('node:http').IncomingMessage} response */
function strongValidator(response) {
  const tag = response.headers.etag
  return tag !== undefined && !tag.startsWith('W/') ? tag : (response.headers['last-modified'] ?? '')
}

/** @param {string} part */
function validatorOf(part) {
  return `${part}.validator`
}

/** @param {string} part */
async function discard(part) {
  await rm(part, { force: true })
  await rm(validatorOf(part), { force: true })
}

/** @param {string} file */
async function sizeOf(file) {
  return (await stat(file).catch(() => null))?.size ?? 0
}

/** @param {string} url */
function hostOf(url) {
  return new URL(url).host
}

/** @param {unknown} error */
function ignoreMissing(error) {
  if (codeOf(error) !== 'ENOENT') throw error
}
