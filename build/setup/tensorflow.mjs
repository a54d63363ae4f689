import { chmod, readdir, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { downloadWheel } from './pip-download.mjs'
import { isPlaced, place, stamp } from './placement.mjs'
import { isOnPath } from './package-manager.mjs'
import { requirePlatform } from './prerequisites.mjs'
import { run } from './run.mjs'
import { unzip } from './zip.mjs'

/** TensorFlow's own release, of which the two libraries and the C headers are taken; Python plays no part after that. */
const WHEEL = {
  requirement: 'tensorflow-cpu==2.21.0',
  version: '2.21.0',
  python: '3.11',
  platform: 'manylinux_2_27_x86_64',
  sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
  bytes: 273829956,
}
export const TENSORFLOW_VERSION = WHEEL.version
export const TENSORFLOW_KEY = `libtensorflow-${WHEEL.version}-linux-x64`

/** What the binding includes, and what that includes. */
const HEADERS = /^tensorflow\/(include\/(tensorflow\/(c|core\/platform)|tsl\/platform|xla\/tsl\/c)\/.+\.h)$/
const LIBRARIES = /^tensorflow\/(libtensorflow_(cc|framework)\.so\.2)$/

/**
 * libtensorflow, where the TensorFlow binding of Node looks for it.
 * @type {import('./context.mjs').Step}
 */
export const tensorflow = {
  name: 'libtensorflow',

  isDone: (context) => isPlaced(context.moduleStamp('tensorflow'), TENSORFLOW_KEY, target(context)),

  async run(context) {
    const entry = await libtensorflow(context)
    await place(entry, 'lib', target(context))
    await stamp(context.moduleStamp('tensorflow'), entry.key, target(context))
    return `libtensorflow ${WHEEL.version}, from TensorFlow's own release`
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
  requirePlatform()
  const wheel = await downloadWheel(context, WHEEL, `libtensorflow ${WHEEL.version}`)
  const entry = await context.cache.make(TENSORFLOW_KEY, async (files) => {
    const startedAt = Date.now()
    context.reporter.working('unpacking libtensorflow', startedAt)
    await unzip(wheel, files, (name) => HEADERS.exec(name)?.[1] ?? libraryPath(name))
    await finish(context, join(files, 'lib'))
  })
  await rm(wheel)
  return entry
}

/** @param {string} name */
function libraryPath(name) {
  const match = LIBRARIES.exec(name)
  return match === null ? null : `lib/${match[1]}`
}

/** @param {import('./context.mjs').Context} context @param {string} folder with the two libraries */
async function finish(context, folder) {
  const libraries = await readdir(folder)
  for (const library of libraries) await chmod(join(folder, library), 0o755)
  // Symbols for a debugger, a quarter of the size.
  if (isOnPath('strip', context.environment)) {
    await run('strip', ['--strip-unneeded', ...libraries], { cwd: folder, what: 'stripping libtensorflow' })
  }
  // The names that the binding is linked with.
  await symlink('libtensorflow_cc.so.2', join(folder, 'libtensorflow.so'))
  await symlink('libtensorflow_framework.so.2', join(folder, 'libtensorflow_framework.so'))
}
