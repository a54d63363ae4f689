import { chmod, rm } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { downloadWheel } from './pip-download.mjs'
import { isPlaced, place, stamp } from './placement.mjs'
import { TENSORFLOW_VERSION } from './platforms.mjs'
import { requirePlatform } from './prerequisites.mjs'
import { strip } from './strip.mjs'
import { unzip } from './zip.mjs'

/** Of nothing but the two libraries; older versions kept headers with them, under another name. */
export const TENSORFLOW_KEY = `tensorflow-libraries-${TENSORFLOW_VERSION}-${process.platform}-${process.arch}`

/**
 * TensorFlow's two libraries, out of its own release for Python, where the engine looks for them. Nothing is built, and Python
 * plays no part after that.
 * @type {import('./context.mjs').Step}
 */
export const tensorflow = {
  name: 'TensorFlow',

  isDone: (context) => isPlaced(context.moduleStamp('tensorflow'), TENSORFLOW_KEY, target(context)),

  async run(context) {
    const entry = (await context.cache.find(TENSORFLOW_KEY)) ?? (await fetchLibraries(context))
    await place(entry, '', target(context))
    await stamp(context.moduleStamp('tensorflow'), entry.key, target(context))
    return `TensorFlow ${TENSORFLOW_VERSION}, the libraries of its own release`
  },
}

/** @param {import('./context.mjs').Context} context */
function target(context) {
  return context.inModules('@tensorflow', 'tfjs-node', 'deps', 'lib')
}

/** @param {import('./context.mjs').Context} context @returns {Promise<import('./cache.mjs').Entry>} */
async function fetchLibraries(context) {
  const { wheel: source, libraries } = requirePlatform()
  const names = [libraries.framework, libraries.tensorflow]
  const wheel = await downloadWheel(context, source, `TensorFlow ${TENSORFLOW_VERSION}`)
  const entry = await context.cache.make(TENSORFLOW_KEY, async (files) => {
    context.reporter.working('unpacking TensorFlow', Date.now())
    await unzip(wheel, files, (path) => names.find((name) => path === `${libraries.folder}/${name}`) ?? null)
    const unpacked = names.map((name) => join(files, name))
    for (const file of unpacked) await chmod(file, 0o755)
    await strip(context, unpacked)
  })
  await rm(wheel)
  return entry
}
