import { cp, mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { nodeGyp, stripped } from './node-gyp.mjs'
import { headersVersion } from './node-headers.mjs'
import { isPlaced, place, stamp } from './placement.mjs'
import { TENSORFLOW_VERSION } from './platforms.mjs'
import { libtensorflow } from './tensorflow.mjs'

/** The Node-API version that the binding asks for; the folder's name is what tfjs-node looks for. */
const NODE_API = 8

/**
 * TensorFlow's Node binding, built against libtensorflow. One binary serves Node and Electron: it only uses Node-API.
 * @type {import('./context.mjs').Step}
 */
export const tensorflowBinding = {
  name: 'TensorFlow binding',

  isDone: async (context) => isPlaced(context.moduleStamp('tensorflow-binding'), await bindingKey(context), target(context)),

  async run(context) {
    const key = await bindingKey(context)
    const entry = (await context.cache.find(key)) ?? (await context.cache.make(key, (files) => build(context, files)))
    await place(entry, '', target(context))
    await stamp(context.moduleStamp('tensorflow-binding'), key, target(context))
    const version = await context.versionOf('@tensorflow/tfjs-node')
    return `TensorFlow binding: tfjs-node ${version} on libtensorflow ${TENSORFLOW_VERSION}`
  },
}

/** @param {import('./context.mjs').Context} context */
function target(context) {
  return context.inModules('@tensorflow', 'tfjs-node', 'lib', `napi-v${NODE_API}`)
}

/** @param {import('./context.mjs').Context} context */
export async function bindingKey(context) {
  return `tfjs-binding-${await context.versionOf('@tensorflow/tfjs-node')}-libtensorflow-${TENSORFLOW_VERSION}-linux-x64`
}

/**
 * In a folder of its own: a build that was killed leaves nothing in node_modules.
 * @param {import('./context.mjs').Context} context
 * @param {string} files
 */
async function build(context, files) {
  const library = await libtensorflow(context)
  const scratch = join(context.cache.temporary, 'tfjs-binding')
  await mkdir(join(scratch, 'deps'), { recursive: true })
  for (const name of ['binding', 'binding.gyp']) {
    await cp(context.inModules('@tensorflow', 'tfjs-node', name), join(scratch, name), { recursive: true })
  }
  for (const name of ['lib', 'include']) await symlink(join(library.files, name), join(scratch, 'deps', name))
  const options = [`--napi_build_version=${NODE_API}`, '--module_name=tfjs_binding', `--module_path=lib/napi-v${NODE_API}`]
  await nodeGyp(context, scratch, options, {
    label: 'building the TensorFlow binding',
    headers: headersVersion({ experimental: false }),
  })
  await stripped(context, join(scratch, 'build', 'Release', 'tfjs_binding.node'), join(files, 'tfjs_binding.node'))
}
