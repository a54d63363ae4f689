import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { NAME, PACKAGE, RELEASE } from '../package/names.mjs'
import { takeSecrets, withSecrets } from '../package/signing/secrets.mjs'
import { SigningKey } from '../package/signing/signing-key.mjs'
import { ROOT } from '../setup/context.mjs'
import { refusals } from './refusals.mjs'
import { unsignedIn } from './signatures.mjs'

/**
 * Makes a release in dist/release and tags it, or says everything that stands against it. Publishes nothing: that is a person's
 * to do (docs/RELEASING.md).
 */
export async function releaseCommand() {
  // First of all: nothing that is started below sees the key, but for the one that signs.
  const secrets = takeSecrets(process.env)
  const reasons = refusals(await state(secrets.key))
  if (reasons.length > 0) refuse(reasons)
  // Also that it can be opened, before half an hour's work.
  const key = await SigningKey.open(secrets)
  const { fingerprint } = key
  key.dispose()
  const commit = git('rev-parse', 'HEAD').trim()
  must(['npm', 'run', 'test'])
  must(['npm', 'run', 'package'], withSecrets(process.env, secrets))
  must(['npm', 'run', 'package:verify'])
  const wrong = await unsignedIn(RELEASE, { publicKey: join(RELEASE, `${NAME}.asc`), fingerprint })
  if (wrong.length > 0) refuse(wrong)
  // The tests, the package and the look at it must not have changed what they are of.
  const changed = git('status', '--porcelain')
  if (changed !== '') refuse([`The working tree has changed meanwhile:\n${changed}`])
  // Of the commit that was packed, whatever was committed since.
  must(['git', 'tag', '--annotate', `v${PACKAGE.version}`, '--message', `Manifold Workbench ${PACKAGE.version}`, commit])
  process.stdout.write(`✓ v${PACKAGE.version} is in dist/release, signed by ${fingerprint}, and tagged. docs/RELEASING.md: how to publish it.\n`)
}

/** @param {string} key @returns {Promise<import('./refusals.mjs').State>} */
async function state(key) {
  const wanted = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')).packages['node_modules/electron'].version
  const found = await readFile(join(ROOT, 'node_modules/electron/dist/version'), 'utf8').catch(() => 'none')
  return {
    status: git('status', '--porcelain'),
    version: PACKAGE.version,
    changelog: await readFile(join(ROOT, 'CHANGELOG.md'), 'utf8'),
    tags: git('tag', '--list').split('\n'),
    key,
    electron: { found: found.trim().replace(/^v/, ''), wanted },
  }
}

/** @param {string[]} args */
function git(...args) {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' })
  if (status !== 0) refuse([`git ${args.join(' ')}: ${stderr}`])
  return stdout
}

/** @param {string[]} argv @param {NodeJS.ProcessEnv} [env] */
function must([command = '', ...args], env = process.env) {
  const { status } = spawnSync(command, args, { cwd: ROOT, env, stdio: 'inherit' })
  if (status !== 0) refuse([`${command} ${args.join(' ')} failed.`])
}

/** @param {string[]} reasons @returns {never} */
function refuse(reasons) {
  for (const reason of reasons) process.stderr.write(`✗ ${reason}\n`)
  process.stderr.write('No release was made.\n')
  process.exit(1)
}
