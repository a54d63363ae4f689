import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { takeSecrets } from '../package/signing/secrets.mjs'
import { ROOT } from '../setup/context.mjs'
import { ensureSetup } from '../setup/ensure.mjs'
import { SetupError } from '../setup/errors.mjs'
import { makeRelease, Refusal } from './make-release.mjs'

/** What `npm run release` does. Publishes nothing: that is a person's to do (docs/RELEASING.md). */
export async function releaseCommand() {
  // First of all: nothing that is started below sees the key, but for the one that signs.
  const secrets = takeSecrets(process.env)
  try {
    const { version, fingerprint } = await makeRelease({ root: ROOT, environment: process.env, secrets, setUp: () => ensureSetup('test'), run })
    process.stdout.write(`✓ v${version} is in dist/release, signed by ${fingerprint}, and tagged. docs/RELEASING.md: how to publish it.\n`)
  } catch (error) {
    for (const reason of reasonsOf(error)) process.stderr.write(`✗ ${reason}\n`)
    process.stderr.write('No release was made.\n')
    process.exitCode = 1
  }
}

/** @param {unknown} error @returns {readonly string[]} */
function reasonsOf(error) {
  if (error instanceof Refusal) return error.reasons
  if (error instanceof SetupError) return [[error.message, error.output].filter(Boolean).join('\n')]
  throw error
}

/** @type {import('./make-release.mjs').Run} */
function run(script, env) {
  return spawnSync('npm', ['run', script], { cwd: ROOT, env, stdio: 'inherit' }).status
}
