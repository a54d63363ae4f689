import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { Cache, cacheFolder } from './cache.mjs'
import { Reporter } from './reporter.mjs'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

/**
 * What set-up is for: the window, all tests, or the command line, which needs neither Electron nor its libraries.
 * @typedef {'start' | 'test' | 'workbench'} Purpose
 */

/** What every step gets. */
export class Context {
  /**
   * @param {object} options
   * @param {Purpose} options.purpose
   * @param {string} [options.root] the clone
   * @param {Cache} [options.cache]
   * @param {Reporter} [options.reporter]
   * @param {NodeJS.ProcessEnv} [options.environment]
   * @param {number} [options.nodeApi] the newest Node-API that this Node has
   */
  constructor({
    purpose,
    root = ROOT,
    cache = new Cache(cacheFolder()),
    reporter = new Reporter(),
    environment = process.env,
    nodeApi = Number(process.versions.napi),
  }) {
    this.purpose = purpose
    this.root = root
    this.cache = cache
    this.reporter = reporter
    this.environment = environment
    this.nodeApi = nodeApi
    this.nodeModules = join(root, 'node_modules')
    /** @type {Promise<Record<string, { version?: string, integrity?: string, optional?: boolean }>> | undefined} */
    this.lockedPackages = undefined
  }

  /** @param {string[]} parts */
  inModules(...parts) {
    return join(this.nodeModules, ...parts)
  }

  /** Stamps of what is in node_modules lie within it, and go with it. @param {string} name */
  moduleStamp(name) {
    return join(this.nodeModules, '.manifold-workbench', `${name}.json`)
  }

  /** @param {string} name */
  stamp(name) {
    return join(this.root, '.setup', `${name}.json`)
  }

  /** The packages of package-lock.json, by their folder. */
  locked() {
    this.lockedPackages ??= readFile(join(this.root, 'package-lock.json'), 'utf8').then((text) => JSON.parse(text).packages)
    return this.lockedPackages
  }

  /** @param {string} name @returns {Promise<string>} the version the lock file gives a package, installed or not */
  async versionOf(name) {
    const version = (await this.locked())[`node_modules/${name}`]?.version
    if (version === undefined) throw new Error(`package-lock.json does not name ${name}`)
    return version
  }
}

/**
 * @typedef {object} Step
 * @property {string} name for the clock while it runs
 * @property {(context: Context) => Promise<boolean>} isDone quick: it is asked at every start
 * @property {(context: Context) => Promise<string | null>} run says what was done; null when it said so itself
 */
