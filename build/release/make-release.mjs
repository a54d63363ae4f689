import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { packedFromElsewhere } from '../package/packed-commit.mjs'
import { withSecrets } from '../package/signing/secrets.mjs'
import { SigningKey } from '../package/signing/signing-key.mjs'
import { auditReasons } from './audited.mjs'
import { refusals, runtimeReasons } from './refusals.mjs'
import { releaseFaults } from './release-faults.mjs'

/** @typedef {(script: string, environment: NodeJS.ProcessEnv) => number | null} Run a script of package.json; its exit code */

/** Why there is no release. */
export class Refusal extends Error {
  /** @param {readonly string[]} reasons */
  constructor(reasons) {
    super(reasons.join('\n'))
    this.reasons = reasons
  }
}

/**
 * Makes a release in dist/release and tags the commit that it is of.
 * @param {object} release
 * @param {string} release.root of the clone
 * @param {NodeJS.ProcessEnv} release.environment without the key
 * @param {import('../package/signing/secrets.mjs').Secrets} release.secrets
 * @param {() => Promise<void>} release.setUp puts in place what is not there yet
 * @param {Run} release.run
 * @returns {Promise<{ version: string, fingerprint: string }>}
 * @throws {Refusal} with all that stands against it
 */
export async function makeRelease({ root, environment, secrets, setUp, run }) {
  const git = gitIn(root)
  const state = await stateOf(root, git, secrets.key)
  const { version } = state
  refuseFor(refusals(state))
  const fingerprint = await fingerprintOf(secrets)
  await setUp()
  refuseFor(runtimeReasons(await electronIn(root)))
  const commit = git('rev-parse', 'HEAD').trim()
  refuseFor(auditReasons(run('audit', environment), { version, environment }))
  const step = (/** @type {string} */ script, env = environment) => {
    if (run(script, env) !== 0) throw new Refusal([`npm run ${script} failed.`])
    refuseFor(changesSince(commit, git))
  }
  step('test')
  step('package', withSecrets(environment, secrets))
  const elsewhere = await packedFromElsewhere(root)
  if (elsewhere !== null) throw new Refusal([`${elsewhere}: a release is of one commit.`])
  step('package:verify')
  refuseFor(await releaseFaults(join(root, 'dist/release'), { version, fingerprint }))
  git('tag', '--annotate', `v${version}`, '--message', `Manifold Workbench ${version}`, commit)
  return { version, fingerprint }
}

/** Also that it can sign, before half an hour's work. @param {import('../package/signing/secrets.mjs').Secrets} secrets */
async function fingerprintOf(secrets) {
  const key = await SigningKey.open(secrets)
  key.dispose()
  return key.fingerprint
}

/**
 * The tests, the package and the look at it must not have changed what they are of, nor may anybody else have meanwhile.
 * @param {string} commit @param {(...args: string[]) => string} git
 */
function changesSince(commit, git) {
  const reasons = []
  const [head, status] = [git('rev-parse', 'HEAD').trim(), git('status', '--porcelain')]
  if (head !== commit) reasons.push(`${head.slice(0, 10)} has been checked out meanwhile: the release was to be of ${commit.slice(0, 10)}.`)
  if (status !== '') reasons.push(`The working tree has changed meanwhile:\n${status.trimEnd()}`)
  return reasons
}

/** @param {string} root @param {(...args: string[]) => string} git @param {string} key @returns {Promise<import('./refusals.mjs').State>} */
async function stateOf(root, git, key) {
  const read = (/** @type {string} */ name) => readFile(join(root, name), 'utf8')
  return {
    status: git('status', '--porcelain'),
    version: JSON.parse(await read('package.json')).version,
    changelog: await read('CHANGELOG.md'),
    tags: git('tag', '--list').split('\n'),
    key,
  }
}

/** @param {string} root @returns {Promise<{ found: string, wanted: string }>} versions */
async function electronIn(root) {
  const read = (/** @type {string} */ name) => readFile(join(root, name), 'utf8')
  const found = await read('node_modules/electron/dist/version')
  const wanted = JSON.parse(await read('package-lock.json')).packages['node_modules/electron'].version
  return { found: found.trim().replace(/^v/, ''), wanted }
}

/** @param {string} root @returns {(...args: string[]) => string} */
function gitIn(root) {
  return (...args) => {
    const { status, stdout, stderr } = spawnSync('git', args, { cwd: root, encoding: 'utf8' })
    if (status !== 0) throw new Refusal([`git ${args.join(' ')}: ${stderr}`])
    return stdout
  }
}

/** @param {readonly string[]} reasons */
function refuseFor(reasons) {
  if (reasons.length > 0) throw new Refusal(reasons)
}
