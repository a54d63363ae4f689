import process from 'node:process'
import { requireSpace } from './disk-space.mjs'
import { missingTools, platformWarnings, requirePlatform, requireTools } from './prerequisites.mjs'
import { BUILD_TOOLS, sqliteBuild, whySqliteIsBuilt } from './sqlite.mjs'
import { tensorflow, TENSORFLOW_KEY } from './tensorflow.mjs'

/** Archives, what is unpacked from them, and what strip writes anew. */
const CACHE_BYTES = 2.5e9
/** Packages; the runtimes count with the cache, of which they are links. */
const CLONE_BYTES = 1e9

/**
 * Asks for Python, for a compiler and for room on the disk before anything is downloaded, and only when something must be fetched
 * or built.
 * @type {import('./context.mjs').Step}
 */
export const prerequisites = {
  name: 'prerequisites',

  async isDone(context) {
    const { fetches, builds } = await openNeeds(context)
    return !fetches && builds === 'no'
  },

  async run(context) {
    for (const warning of platformWarnings(requirePlatform())) context.reporter.warn(warning)
    const { fetches, builds } = await openNeeds(context)
    // Where all is there that it could take, it need not be known yet.
    const why = missingTools(BUILD_TOOLS, context.environment).length > 0 ? await whySqliteIsBuilt(context) : null
    const tools = /** @type {Set<import('./prerequisites.mjs').Tool>} */ (new Set([
      ...(why !== null || builds === 'yes' ? BUILD_TOOLS : []),
      ...(fetches ? ['python', 'pip'] : []),
    ]))
    requireTools([...tools], context.environment, why ?? '')
    if (fetches) {
      await requireSpace(context.cache.folder, CACHE_BYTES)
      await requireSpace(context.root, CLONE_BYTES)
    }
    return `prerequisites: ${[`Node ${process.versions.node}`, ...tools].join(', ')}`
  },
}

/** @param {import('./context.mjs').Context} context */
async function openNeeds(context) {
  const fetches = !(await tensorflow.isDone(context)) && (await context.cache.find(TENSORFLOW_KEY)) === null
  return { fetches, builds: await sqliteBuild(context) }
}
