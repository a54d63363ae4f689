import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { electronVersion } from './electron.mjs'
import { SetupError } from './errors.mjs'
import { nodeGyp, stripped } from './node-gyp.mjs'
import { headersVersion } from './node-headers.mjs'
import { isPlaced, place, stamp } from './placement.mjs'
import { run } from './run.mjs'

/** What the binary in the package is compiled for; an older runtime crashes as it loads it. */
const PREBUILT_NODE_API = 10
const FIRST_ELECTRON_WITH_IT = 35

/**
 * better-sqlite3's binary: the package brings one, which needs a newer Node-API than Node 20 or the runtime from npm
 * have. For those it is built from source, with the experimental Node-API, which both have.
 * @type {import('./context.mjs').Step}
 */
export const sqlite = {
  name: 'better-sqlite3',

  async isDone(context) {
    const key = await sqliteKey(context)
    return key === null || isPlaced(context.moduleStamp('better-sqlite3'), key, target(context))
  },

  async run(context) {
    const key = await sqliteKey(context)
    if (key === null) return null
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

/**
 * @param {import('./context.mjs').Context} context
 * @returns {Promise<string | null>} null: the binary in the package serves
 */
export async function sqliteKey(context) {
  if (!(await mustBeBuilt(context))) return null
  const version = await context.versionOf('better-sqlite3')
  return `better-sqlite3-${version}-${process.platform}-${process.arch}-node-${headersVersion({ experimental: true })}`
}

/** Otherwise this Node alone calls for a build, whatever Electron there is. */
export function sqliteDependsOnElectron() {
  return Number(process.versions.napi) >= PREBUILT_NODE_API
}

/** @param {import('./context.mjs').Context} context */
async function mustBeBuilt(context) {
  return !sqliteDependsOnElectron() || (await hasOldElectron(context))
}

/** @param {import('./context.mjs').Context} context */
async function hasOldElectron(context) {
  const version = await electronVersion(context)
  return version !== '' && Number.parseInt(version.replace(/^v/, ''), 10) < FIRST_ELECTRON_WITH_IT
}

/** @param {import('./context.mjs').Context} context @param {string} files */
async function build(context, files) {
  const scratch = join(context.cache.temporary, 'better-sqlite3')
  await mkdir(join(scratch, 'node_modules'), { recursive: true })
  await cp(context.inModules('better-sqlite3'), scratch, {
    recursive: true,
    filter: (source) => !/[\\/]better-sqlite3[\\/](build|prebuilds)$/.test(source),
  })
  await cp(context.inModules('node-addon-api'), join(scratch, 'node_modules', 'node-addon-api'), { recursive: true })
  await nodeGyp(context, scratch, ['--force_build=1'], {
    label: 'building better-sqlite3',
    headers: headersVersion({ experimental: true }),
    // After gyp's own -DNAPI_VERSION=10: the experimental version is what both old and new runtimes have.
    env: { CXXFLAGS: '-UNAPI_VERSION -DNAPI_VERSION=2147483647 -DNAPI_EXPERIMENTAL' },
  })
  const file = join(files, 'better_sqlite3.node')
  await stripped(context, join(scratch, 'build', 'Release', 'better_sqlite3.node'), file)
  if (!(await works(context, file))) throw new SetupError('the better-sqlite3 just built does not answer')
}

/** @param {import('./context.mjs').Context} context @param {string} nativeBinding */
async function works(context, nativeBinding) {
  const script = `const Database = require(${JSON.stringify(context.inModules('better-sqlite3'))})
    const database = new Database(':memory:', { nativeBinding: ${JSON.stringify(nativeBinding)} })
    console.log(database.prepare('SELECT sqlite_version() AS version').get().version)`
  return /^3\.\d+/.test(await run(process.execPath, ['-e', script], { what: 'trying better-sqlite3' }))
}
