import { existsSync } from 'node:fs'
import { copyFile, cp, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { electron, electronVersion, foreseenRuntime } from './electron.mjs'
import { SetupError } from './errors.mjs'
import { nodeGyp } from './node-gyp.mjs'
import { headersVersion } from './node-headers.mjs'
import { isPlaced, place, stamp } from './placement.mjs'
import { requireTools } from './prerequisites.mjs'
import { run } from './run.mjs'
import { strip } from './strip.mjs'

/** What the binding in the package is compiled for; an older runtime crashes as it loads it. Node has it from 22.14 on. */
const PREBUILT_NODE_API = 10
const FIRST_ELECTRON_WITH_IT = 35

/** What building takes. @type {import('./prerequisites.mjs').Tool[]} */
export const BUILD_TOOLS = ['compiler', 'make', 'python']

/**
 * better-sqlite3's binary: the package brings one, which needs a newer Node-API than Node 20 or the runtime from npm
 * have. For those it is built from source, with the experimental Node-API, which both have; only then is a compiler
 * needed.
 * @type {import('./context.mjs').Step}
 */
export const sqlite = {
  name: 'better-sqlite3',

  async isDone(context) {
    return (await mustBeBuilt(context)) ? isBuilt(context) : !existsSync(target(context))
  },

  async run(context) {
    if (!(await mustBeBuilt(context))) {
      // Built for an older Node or Electron: better-sqlite3 would take it before its own.
      await rm(target(context), { recursive: true, force: true })
      return null
    }
    const key = await sqliteKey(context)
    const version = await context.versionOf('better-sqlite3')
    const cached = await context.cache.find(key)
    const restored = cached !== null && (await works(context, join(cached.files, 'better_sqlite3.node')).catch(() => false))
    const entry = restored ? cached : await context.cache.make(key, (files) => build(context, files))
    await place(entry, '', target(context))
    await stamp(context.moduleStamp('better-sqlite3'), key, target(context))
    return `better-sqlite3 ${version}, ${restored ? 'as built before' : 'built from source for this Node and Electron'}`
  },
}

/** @param {import('./context.mjs').Context} context */
function target(context) {
  return context.inModules('better-sqlite3', 'build', 'Release')
}

/** @param {import('./context.mjs').Context} context @returns {Promise<string>} of what is built */
export async function sqliteKey(context) {
  const version = await context.versionOf('better-sqlite3')
  return `better-sqlite3-${version}-${process.platform}-${process.arch}-node-${headersVersion()}`
}

/** @param {import('./context.mjs').Context} context */
async function isBuilt(context) {
  return isPlaced(context.moduleStamp('better-sqlite3'), await sqliteKey(context), target(context))
}

/** Otherwise this Node alone calls for a build, whatever Electron there is. @param {{ nodeApi: number }} context */
export function sqliteDependsOnElectron({ nodeApi }) {
  return nodeApi >= PREBUILT_NODE_API
}

/** @param {import('./context.mjs').Context} context */
async function mustBeBuilt(context) {
  return !sqliteDependsOnElectron(context) || isOld(await electronVersion(context))
}

/** @param {string} electron version, '' where there is none */
function isOld(electron) {
  return electron !== '' && Number.parseInt(electron.replace(/^v/, ''), 10) < FIRST_ELECTRON_WITH_IT
}

/**
 * Whether better-sqlite3 has to be built, as far as can be said before anything is downloaded.
 * @param {import('./context.mjs').Context} context
 * @returns {Promise<'no' | 'yes' | 'perhaps'>} perhaps: it depends on which Electron can be had
 */
export async function sqliteBuild(context) {
  if ((await context.cache.find(await sqliteKey(context))) !== null) return 'no'
  if (sqliteDependsOnElectron(context) && !(await electron.isDone(context))) return 'perhaps'
  return (await mustBeBuilt(context)) && !(await isBuilt(context)) ? 'yes' : 'no'
}

/**
 * For whom better-sqlite3 will be built; asks the host of the official Electron where that decides it.
 * @param {import('./context.mjs').Context} context
 * @returns {Promise<string | null>} the reason, for who lacks a compiler; null: nothing is built
 */
export async function whySqliteIsBuilt(context) {
  const build = await sqliteBuild(context)
  if (build === 'no') return null
  if (!sqliteDependsOnElectron(context)) {
    return `better-sqlite3 has to be built for Node ${process.versions.node} (from 22.14 on, nothing has to be built)`
  }
  if (build === 'yes') return `better-sqlite3 has to be built for Electron ${await electronVersion(context)}, which is in place`
  const { version, reason } = await foreseenRuntime(context)
  return isOld(version) ? `better-sqlite3 has to be built for Electron ${version}, the runtime from npm, ${reason}` : null
}

/** @param {import('./context.mjs').Context} context @param {string} files */
async function build(context, files) {
  // Set-up has asked before; but the official Electron may have failed half-way since.
  requireTools(BUILD_TOOLS, context.environment, (await whySqliteIsBuilt(context)) ?? '')
  const scratch = join(context.cache.temporary, 'better-sqlite3')
  await mkdir(join(scratch, 'node_modules'), { recursive: true })
  await cp(context.inModules('better-sqlite3'), scratch, {
    recursive: true,
    filter: (source) => !/[\\/]better-sqlite3[\\/](build|prebuilds)$/.test(source),
  })
  await cp(context.inModules('node-addon-api'), join(scratch, 'node_modules', 'node-addon-api'), { recursive: true })
  await nodeGyp(context, scratch, ['--force_build=1'], {
    label: 'building better-sqlite3',
    headers: headersVersion(),
    // After gyp's own -DNAPI_VERSION=10: the experimental version is what both old and new runtimes have.
    env: { CXXFLAGS: '-UNAPI_VERSION -DNAPI_VERSION=2147483647 -DNAPI_EXPERIMENTAL' },
  })
  const file = join(files, 'better_sqlite3.node')
  await copyFile(join(scratch, 'build', 'Release', 'better_sqlite3.node'), file)
  await strip(context, [file])
  if (!(await works(context, file))) throw new SetupError('the better-sqlite3 just built does not answer')
}

/** @param {import('./context.mjs').Context} context @param {string} nativeBinding */
async function works(context, nativeBinding) {
  const script = `const Database = require(${JSON.stringify(context.inModules('better-sqlite3'))})
    const database = new Database(':memory:', { nativeBinding: ${JSON.stringify(nativeBinding)} })
    console.log(database.prepare('SELECT sqlite_version() AS version').get().version)`
  return /^3\.\d+/.test(await run(process.execPath, ['-e', script], { what: 'trying better-sqlite3' }))
}
