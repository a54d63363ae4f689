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
import { sqlite } from './sqlite.mjs'
import { systemLibraries } from './system-libraries.mjs'
import { tensorflowBinding } from './tensorflow-binding.mjs'
import { tensorflow } from './tensorflow.mjs'

/** In this order: a step may rely on those before it. */
const STEPS = [systemLibraries, dependencies, electron, tensorflow, tensorflowBinding, sqlite, mnist, application]

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
  for (const step of STEPS) {
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
    for (const step of [prerequisites, ...STEPS]) await perform(context, step)
  } finally {
    await cache.release()
    await clone.release()
  }
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
