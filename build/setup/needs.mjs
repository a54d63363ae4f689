import process from 'node:process'
import { requireSpace } from './disk-space.mjs'
import { platformWarnings, requirePlatform, requireTools } from './prerequisites.mjs'
import { sqliteKey } from './sqlite.mjs'
import { bindingKey } from './tensorflow-binding.mjs'
import { TENSORFLOW_KEY } from './tensorflow.mjs'

/** Archives, what is unpacked from them, and what strip writes anew. */
const CACHE_BYTES = 2.5e9
/** Packages; the runtimes count with the cache, of which they are links. */
const CLONE_BYTES = 1e9

/**
 * Asks for a compiler, Python and room on the disk before anything is downloaded, and only when something must be built
 * or fetched.
 * @type {import('./context.mjs').Step}
 */
export const prerequisites = {
  name: 'prerequisites',

  async isDone(context) {
    const { tensorflow, builds } = await openNeeds(context)
    return !tensorflow && !builds
  },

  async run(context) {
    for (const warning of platformWarnings(requirePlatform())) context.reporter.warn(warning)
    const { tensorflow, builds } = await openNeeds(context)
    const tools = /** @type {import('./prerequisites.mjs').Tool[]} */ ([
      ...(builds ? ['compiler', 'make'] : []),
      'python',
      ...(tensorflow ? ['pip'] : []),
    ])
    requireTools(tools, context.environment)
    if (tensorflow) {
      await requireSpace(context.cache.folder, CACHE_BYTES)
      await requireSpace(context.root, CLONE_BYTES)
    }
    return `prerequisites: Node ${process.versions.node}, ${tools.join(', ')}`
  },
}

/** @param {import('./context.mjs').Context} context */
async function openNeeds(context) {
  const tensorflow = (await context.cache.find(TENSORFLOW_KEY)) === null
  const binding = (await context.cache.find(await bindingKey(context))) === null
  const key = await sqliteKey(context)
  const sqlite = key !== null && (await context.cache.find(key)) === null
  return { tensorflow, builds: binding || sqlite }
}
