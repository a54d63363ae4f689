import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { application } from './application.mjs'
import { Context } from './context.mjs'
import { dependencies } from './dependencies.mjs'
import { electron } from './electron.mjs'
import { codeOf, messageOf, SetupError } from './errors.mjs'
import { acquireLock } from './lock.mjs'
import { mnist } from './mnist.mjs'
import { prerequisites } from './needs.mjs'
import { sqlite, sqliteDependsOnElectron } from './sqlite.mjs'
import { systemLibraries } from './system-libraries.mjs'
import { tensorflow } from './tensorflow.mjs'

/** One after the other, before everything else. */
const FIRST = [systemLibraries, dependencies]

/**
 * Side by side, so that compiling goes on while downloads wait for the network; within a lane one after the other.
 * @param {Context} context
 */
const lanes = (context) => [
  ...(sqliteDependsOnElectron(context) ? [[electron, sqlite]] : [[sqlite], [electron]]),
  [tensorflow],
  [mnist],
]

/** When all else is there. */
const LAST = [application]

/**
 * Does what is still to be done, one line a step; nothing at all when everything is in place.
 * @param {import('./context.mjs').Purpose} purpose
 */
export async function ensureSetup(purpose) {
  const context = new Context({ purpose })
  try {
    if (await allDone(context)) return
    await setUp(context)
  } catch (error) {
    report(context, error)
    process.exit(1)
  }
}

/** @param {Context} context */
async function allDone(context) {
  for (const step of [...FIRST, ...lanes(context).flat(), ...LAST]) {
    if (!(await step.isDone(context))) return false
  }
  return true
}

/** @param {Context} context */
async function setUp(context) {
  const { reporter } = context
  await mkdir(join(context.root, '.setup'), { recursive: true })
  const wait = { onWait: (/** @type {number} */ pid) => reporter.note(`waiting for another set-up (process ${pid})`) }
  // The clone first, then the cache, always: two set-ups cannot wait for each other.
  const clone = await acquireLock(join(context.root, '.setup', 'lock'), wait)
  const cache = await acquireLock(context.cache.lockFolder, wait)
  try {
    await context.cache.prepare()
    for (const step of [prerequisites, ...FIRST]) await perform(context, step)
    await performLanes(context)
    for (const step of LAST) await perform(context, step)
    await context.cache.clear()
  } finally {
    await cache.release()
    await clone.release()
  }
}

/**
 * A lane that fails does not stop the others: what they fetch and build is kept for the next time.
 * @param {Context} context
 */
async function performLanes(context) {
  const results = await Promise.allSettled(
    lanes(context).map(async (lane) => {
      for (const step of lane) await perform(context, step)
    }),
  )
  const failures = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason)
  for (const failure of failures.slice(0, -1)) report(context, failure)
  if (failures.length > 0) throw failures.at(-1)
}

/** @param {Context} context @param {import('./context.mjs').Step} step */
async function perform(context, step) {
  if (await step.isDone(context)) return
  const startedAt = Date.now()
  context.reporter.working(step.name, startedAt)
  const said = await step.run(context)
  if (said !== null) context.reporter.done(said, Date.now() - startedAt)
}

/** @param {Context} context @param {unknown} error */
function report({ reporter, cache }, error) {
  if (error instanceof SetupError) {
    if (error.output !== '') reporter.note(error.output)
    reporter.fail(error.message)
    if (error.advice !== '') reporter.note(error.advice)
  } else if (codeOf(error) === 'ENOSPC') {
    reporter.fail('the disk is full: set-up needs about 4 GB')
    reporter.note(`Make room and run the same command again; ${cache.folder} is the cache and may be deleted.`)
  } else if (codeOf(error) === 'EACCES' || codeOf(error) === 'EROFS') {
    reporter.fail(`no permission to write: ${messageOf(error)}`)
    reporter.note(`The clone and ${cache.folder} must be writable; MANIFOLD_WORKBENCH_CACHE names another place for the cache.`)
  } else {
    reporter.fail(`set-up failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  }
}
