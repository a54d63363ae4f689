import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { sha256 } from './digest.mjs'
import { npmCommand } from './npm.mjs'
import { readStamp, stamp } from './placement.mjs'
import { run } from './run.mjs'

/**
 * node_modules as the lock file says, without install scripts: what those would build or download, the other steps do
 * under their own control.
 * @type {import('./context.mjs').Step}
 */
export const dependencies = {
  name: 'dependencies',

  async isDone(context) {
    const key = await keyOf(context)
    if ((await readStamp(context.moduleStamp('dependencies')))?.key === key) return true
    // `npm install PACKAGE` changes the lock file and installs in one go: nothing is left to do then.
    if (!(await isInstalled(context))) return false
    await mark(context, key)
    return true
  },

  async run(context) {
    const startedAt = Date.now()
    await rm(context.moduleStamp('dependencies'), { force: true })
    const npm = npmCommand(context.environment)
    // A NODE_ENV of "production" would leave out what builds the app.
    const args = [...npm.args, 'ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
    await run(npm.command, args, {
      cwd: context.root,
      env: context.environment,
      what: 'npm ci',
      advice: 'See what npm says above: most often the registry could not be reached (network, proxy), or the disk is full.',
      onTick: () => context.reporter.working('dependencies from the lock file', startedAt),
    })
    await mark(context, await keyOf(context))
    return `dependencies: ${Object.keys(await installed(context)).length} packages from the lock file`
  },
}

/** @param {import('./context.mjs').Context} context */
async function keyOf(context) {
  const lock = await readFile(join(context.root, 'package-lock.json'))
  return `${process.platform}-${process.arch} ${sha256(lock)}`
}

/** @param {import('./context.mjs').Context} context @param {string} key */
async function mark(context, key) {
  await stamp(context.moduleStamp('dependencies'), key, null)
}

/**
 * What npm itself noted when it last finished.
 * @param {import('./context.mjs').Context} context
 * @returns {Promise<Record<string, { version?: string, integrity?: string, optional?: boolean }>>}
 */
async function installed(context) {
  try {
    return JSON.parse(await readFile(context.inModules('.package-lock.json'), 'utf8')).packages
  } catch {
    return {}
  }
}

/** @param {import('./context.mjs').Context} context */
async function isInstalled(context) {
  const there = await installed(context)
  const wanted = Object.entries(await context.locked()).filter(([folder]) => folder !== '')
  const same = wanted.every(([folder, { version, integrity, optional }]) => {
    const present = there[folder]
    return present === undefined ? optional === true : present.version === version && present.integrity === integrity
  })
  const names = new Set(wanted.map(([folder]) => folder))
  return same && Object.keys(there).every((folder) => names.has(folder))
}
