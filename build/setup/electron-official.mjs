import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { download, probe } from './download.mjs'
import { SetupError } from './errors.mjs'
import { unzip } from './zip.mjs'

const RELEASES = 'https://github.com/electron/electron/releases/download/'

/** @param {import('./context.mjs').Context} context */
export async function officialKey(context) {
  return `electron-${await context.versionOf('electron')}-${process.platform}-${process.arch}`
}

/**
 * The release of the version that package.json asks for, checked against the checksums in Electron's own npm package.
 * ELECTRON_MIRROR names another host of the same files, as for Electron's own installer.
 * @param {import('./context.mjs').Context} context
 * @returns {Promise<import('./cache.mjs').Entry>}
 * @throws {import('./download.mjs').DownloadError} when it cannot be had from there
 */
export async function makeOfficial(context) {
  const key = await officialKey(context)
  const cached = await context.cache.find(key)
  if (cached !== null) return cached
  const version = await context.versionOf('electron')
  const { name, url } = source(context, version)
  const archive = join(context.cache.downloads, name)
  await download({
    url,
    file: archive,
    sha256: await checksumOf(context, name),
    onProgress: (bytes, total, rate) => context.reporter.transfer(`Electron ${version}`, bytes, total, rate),
  })
  const entry = await context.cache.make(key, (files) => unzip(archive, files, (path) => path))
  await rm(archive)
  return entry
}

/**
 * Whether it is in the cache or can be had, as far as the host's answer tells.
 * @param {import('./context.mjs').Context} context
 * @throws {import('./download.mjs').DownloadError} when it cannot
 */
export async function askForOfficial(context) {
  if ((await context.cache.find(await officialKey(context))) !== null) return
  await probe(source(context, await context.versionOf('electron')).url)
}

/** @param {import('./context.mjs').Context} context @param {string} version */
function source({ environment }, version) {
  const name = `electron-v${version}-${process.platform}-${process.arch}.zip`
  return { name, url: `${mirror(environment)}v${version}/${name}` }
}

/** @param {NodeJS.ProcessEnv} environment */
function mirror(environment) {
  const named = environment.ELECTRON_MIRROR ?? environment.npm_config_electron_mirror ?? RELEASES
  return named.endsWith('/') ? named : `${named}/`
}

/** @param {import('./context.mjs').Context} context @param {string} name */
async function checksumOf(context, name) {
  const checksums = JSON.parse(await readFile(context.inModules('electron', 'checksums.json'), 'utf8'))
  const checksum = checksums[name]
  if (typeof checksum !== 'string') throw new SetupError(`Electron's package knows no checksum of ${name}`)
  return checksum
}
