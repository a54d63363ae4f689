import process from 'node:process'
import { ensureSetup } from '../setup/ensure.mjs'
import { SetupError } from '../setup/errors.mjs'
import { Reporter } from '../setup/reporter.mjs'
import { packageOptions } from './options.mjs'
import { takeSecrets } from './signing/secrets.mjs'
import { SigningKey } from './signing/signing-key.mjs'
import { requirePackagingTools } from './tools.mjs'

/** What `npm run package` does. @param {string[]} args */
export async function packageCommand(args) {
  // First of all: nothing that is started below sees the key.
  const secrets = takeSecrets(process.env)
  const options = packageOptions(args)
  const reporter = new Reporter()
  try {
    requirePackagingTools(process.env)
    await ensureSetup('start')
    if (options.folder) await makeFolders(reporter)
    else await makeSigned(reporter, secrets, options)
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    if (error.output !== '') reporter.note(error.output)
    reporter.fail(error.message)
    if (error.advice !== '') reporter.note(error.advice)
    process.exitCode = 1
  }
}

/** @param {Reporter} reporter */
async function makeFolders(reporter) {
  // Only now: it needs what set-up installs.
  const { makeApplicationFolder, makeTestableFolder } = await import('./application-folder.mjs')
  const startedAt = Date.now()
  await makeApplicationFolder()
  await makeTestableFolder()
  reporter.done('the application, and one for Playwright', Date.now() - startedAt)
}

/**
 * @param {Reporter} reporter
 * @param {import('./signing/secrets.mjs').Secrets} secrets
 * @param {import('./options.mjs').PackageOptions} options
 */
async function makeSigned(reporter, secrets, options) {
  // First, so that a key that cannot be used is known before minutes are spent.
  const key = await SigningKey.open(secrets)
  try {
    await makeFolders(reporter)
    const { makePackages } = await import('./make-packages.mjs')
    const { table, made } = await makePackages({ reporter, key, ...options })
    process.stdout.write(`\n${table}\n\n${made}`)
    if (key.test) process.stdout.write('\nTest signature: a throw-away key has signed these; they are for trying out, not for users.\n')
  } finally {
    key.dispose()
  }
}
