/* Of which commit dist/release is. Beside it: what is published is the same wherever its commit was built. */
import { spawnSync } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from '../setup/context.mjs'

/** @typedef {{ commit: string, clean: boolean }} Origin `clean`: without changes that were not committed */
/** @typedef {Origin & { small: boolean }} Packed `small`: compressed as a release is */

const recordIn = (/** @type {string} */ root) => join(root, 'dist', 'packed-commit.json')

/** What the working tree is now. @param {string} [root] @returns {Origin} */
export function originOf(root = ROOT) {
  const git = (/** @type {string[]} */ ...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8' })
  const [head, status] = [git('rev-parse', 'HEAD'), git('status', '--porcelain')]
  if (head.status !== 0 || status.status !== 0) return { commit: '', clean: false }
  return { commit: head.stdout.trim(), clean: status.stdout === '' }
}

/** Before anything is packed: what is there now says nothing any more. @param {string} [root] */
export async function forgetPackedCommit(root = ROOT) {
  await rm(recordIn(root), { force: true })
}

/** @param {Origin} before packing @param {{ small: boolean }} made @param {string} [root] */
export async function recordPackedCommit(before, { small }, root = ROOT) {
  const now = originOf(root)
  const clean = before.clean && now.clean && before.commit === now.commit
  await writeFile(recordIn(root), `${JSON.stringify({ commit: before.commit, clean, small })}\n`)
}

/** @param {string} [root] @returns {Promise<Packed | null>} of dist/release; null: nobody knows */
export async function packedOrigin(root = ROOT) {
  return JSON.parse(await readFile(recordIn(root), 'utf8').catch(() => 'null'))
}

/**
 * Whether dist/release is of the commit that is checked out, with nothing changed.
 * @param {string} [root]
 * @returns {Promise<string | null>} what else it is
 */
export async function packedFromElsewhere(root = ROOT) {
  const packed = await packedOrigin(root)
  const { commit } = originOf(root)
  if (packed === null || packed.commit === '') return 'nobody knows of which commit dist/release is'
  if (!packed.clean) return `dist/release is of ${packed.commit.slice(0, 10)} with changes that were not committed`
  if (packed.commit !== commit) return `dist/release is of ${packed.commit.slice(0, 10)}, and ${commit.slice(0, 10)} is checked out`
  return null
}
