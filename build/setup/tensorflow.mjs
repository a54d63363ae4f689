import { chmod, readdir, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { downloadWheel } from './pip-download.mjs'
import { isPlaced, place, stamp } from './placement.mjs'
import { isOnPath } from './package-manager.mjs'
import { TENSORFLOW_VERSION } from './platforms.mjs'
import { requirePlatform } from './prerequisites.mjs'
import { run } from './run.mjs'
import { unzip } from './zip.mjs'

export const TENSORFLOW_KEY = `libtensorflow-${TENSORFLOW_VERSION}-${process.platform}-${process.arch}`

/** What the binding includes, and what that includes. */
const HEADERS = /^tensorflow\/(include\/(tensorflow\/(c|core\/platform)|tsl\/platform|xla\/tsl\/c)\/.+\.h)$/

/**
 * TensorFlow's two libraries, where the engine and tfjs-node look for them.
 * @type {import('./context.mjs').Step}
 */
export const tensorflow = {
  name: 'libtensorflow',

  isDone: (context) => isPlaced(context.moduleStamp('tensorflow'), TENSORFLOW_KEY, target(context)),

  async run(context) {
    const entry = await libtensorflow(context)
    await place(entry, 'lib', target(context))
    await stamp(context.moduleStamp('tensorflow'), entry.key, target(context))
    return `libtensorflow ${TENSORFLOW_VERSION}, from TensorFlow's own release`
  },
}

/** @param {import('./context.mjs').Context} context */
function target(context) {
  return context.inModules('@tensorflow', 'tfjs-node', 'deps', 'lib')
}

/**
 * @param {import('./context.mjs').Context} context
 * @returns {Promise<import('./cache.mjs').Entry>} with the folders lib and include
 */
export async function libtensorflow(context) {
  const cached = await context.cache.find(TENSORFLOW_KEY)
  if (cached !== null) return cached
  const { wheel: source, libraries } = requirePlatform()
  const wheel = await downloadWheel(context, source, `libtensorflow ${TENSORFLOW_VERSION}`)
  const entry = await context.cache.make(TENSORFLOW_KEY, async (files) => {
    const startedAt = Date.now()
    context.reporter.working('unpacking libtensorflow', startedAt)
    await unzip(wheel, files, (name) => HEADERS.exec(name)?.[1] ?? libraryPath(name, libraries))
    await finish(context, join(files, 'lib'))
  })
  await rm(wheel)
  return entry
}

/** @param {string} name in the wheel @param {import('./platforms.mjs').Platform['libraries']} libraries */
function libraryPath(name, { folder, framework, tensorflow }) {
  const library = [framework, tensorflow].find((file) => name === `${folder}/${file}`)
  return library === undefined ? null : `lib/${library}`
}

/** @param {import('./context.mjs').Context} context @param {string} folder with the two libraries */
async function finish(context, folder) {
  const libraries = await readdir(folder)
  for (const library of libraries) await chmod(join(folder, library), 0o755)
  // Symbols for a debugger, a quarter of the size. On macOS the change would break the signature, which the system checks.
  if (process.platform === 'linux' && isOnPath('strip', context.environment)) {
    await run('strip', ['--strip-unneeded', ...libraries], { cwd: folder, what: 'stripping libtensorflow' })
  }
  // The names that the binding is linked with.
  await symlink('libtensorflow_cc.so.2', join(folder, 'libtensorflow.so'))
  await symlink('libtensorflow_framework.so.2', join(folder, 'libtensorflow_framework.so'))
}
