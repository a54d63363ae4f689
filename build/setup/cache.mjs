import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import process from 'node:process'
import { manifestOf, matches } from './manifest.mjs'

/**
 * What set-up downloads and builds is kept per user, so that a second clone is ready in seconds. The folder can be
 * deleted at any time.
 *
 *   downloads/          archives on their way (FILE.part until their checksum fits)
 *   entries/KEY/files   unpacked or built once, named by all versions that went into it
 *   temporary/          whatever a killed set-up left; emptied by the next one
 */
export class Cache {
  /** @param {string} folder */
  constructor(folder) {
    this.folder = folder
    this.lockFolder = join(folder, 'lock')
    this.downloads = join(folder, 'downloads')
    this.temporary = join(folder, 'temporary')
  }

  /** Only while holding the lock, as with all that writes. */
  async prepare() {
    await this.clear()
    await mkdir(this.temporary, { recursive: true })
    await mkdir(this.downloads, { recursive: true })
  }

  async clear() {
    await rm(this.temporary, { recursive: true, force: true })
  }

  /**
   * @param {string} key
   * @returns {Promise<Entry | null>} null: not there, or no longer as it was made
   */
  async find(key) {
    const folder = join(this.folder, 'entries', key)
    try {
      const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))
      return (await matches(join(folder, 'files'), manifest)) ? { key, files: join(folder, 'files'), manifest } : null
    } catch {
      return null
    }
  }

  /**
   * Makes an entry in a temporary folder and moves it in place whole.
   * @param {string} key
   * @param {(files: string) => Promise<void>} make fills the folder `files`
   * @returns {Promise<Entry>}
   */
  async make(key, make) {
    const scratch = join(this.temporary, key)
    await rm(scratch, { recursive: true, force: true })
    await mkdir(join(scratch, 'files'), { recursive: true })
    await make(join(scratch, 'files'))
    const manifest = await manifestOf(join(scratch, 'files'))
    await writeFile(join(scratch, 'manifest.json'), JSON.stringify(manifest))
    const folder = join(this.folder, 'entries', key)
    await mkdir(join(this.folder, 'entries'), { recursive: true })
    await rm(folder, { recursive: true, force: true })
    await rename(scratch, folder)
    return { key, files: join(folder, 'files'), manifest }
  }
}

/** @typedef {{ key: string, files: string, manifest: import('./manifest.mjs').Manifest }} Entry */

/**
 * @param {NodeJS.ProcessEnv} [environment]
 * @param {NodeJS.Platform} [platform]
 */
export function cacheFolder(environment = process.env, platform = process.platform) {
  const own = environment.MANIFOLD_WORKBENCH_CACHE
  if (own !== undefined && own !== '') return resolve(own)
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'manifold-workbench')
  if (platform === 'win32') {
    return join(environment.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'manifold-workbench', 'Cache')
  }
  const xdg = environment.XDG_CACHE_HOME
  // The XDG base directory specification: a relative path is to be ignored.
  return join(xdg !== undefined && isAbsolute(xdg) ? xdg : join(homedir(), '.cache'), 'manifold-workbench')
}
