import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { sha256 } from './digest.mjs'
import { electronVersion } from './electron.mjs'
import { codeOf } from './errors.mjs'
import { isPlaced, stamp, swap } from './placement.mjs'
import { run } from './run.mjs'

/** What goes into the bundle. */
const SOURCES = [
  'src',
  'build/licences',
  'resources/fonts',
  'resources/icons',
  'electron.vite.config.ts',
  'svelte.config.js',
  'tsconfig.base.json',
  'tsconfig.json',
  'tsconfig.node.json',
  'tsconfig.web.json',
  'package.json',
  'package-lock.json',
]

/**
 * The app's own code, bundled into out/, when a source has changed since.
 * @type {import('./context.mjs').Step}
 */
export const application = {
  name: 'application',

  isDone: async (context) => isPlaced(context.stamp('application'), await keyOf(context), join(context.root, 'out')),

  async run(context) {
    const startedAt = Date.now()
    const key = await keyOf(context)
    await rm(join(context.root, 'out.new'), { recursive: true, force: true })
    await run(process.execPath, [context.inModules('electron-vite', 'bin', 'electron-vite.js'), 'build', '--outDir', 'out.new'], {
      cwd: context.root,
      env: context.environment,
      what: 'building the app',
      onTick: () => context.reporter.working('building the app', startedAt),
    })
    await swap(join(context.root, 'out.new'), join(context.root, 'out'), join(context.root, 'out.old'))
    await stamp(context.stamp('application'), key, join(context.root, 'out'))
    return 'the app is built'
  },
}

/**
 * @param {import('./context.mjs').Context} context
 * @returns {Promise<string>} a digest of all sources, and of the runtime, whose licences are in the bundle
 */
async function keyOf(context) {
  const files = (await Promise.all(SOURCES.map((source) => filesOf(context.root, source)))).flat().sort()
  const digests = await Promise.all(files.map(async (file) => `${file} ${sha256(await readFile(join(context.root, file)))}`))
  return sha256([`electron ${await electronVersion(context)}`, ...digests].join('\n'))
}

/** @param {string} root @param {string} path a file or a folder, which may be missing @returns {Promise<string[]>} */
async function filesOf(root, path) {
  try {
    const entries = await readdir(join(root, path), { withFileTypes: true, recursive: true })
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
  } catch (error) {
    if (codeOf(error) === 'ENOTDIR') return [path]
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}
