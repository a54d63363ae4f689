import process from 'node:process'
import { isOnPath } from './package-manager.mjs'
import { run } from './run.mjs'

/**
 * Takes the symbols that only a debugger reads out of native files, where there is a `strip` that knows how: of TensorFlow they are
 * a quarter. On macOS the change would break the files' signatures, which the system checks.
 * @param {import('./context.mjs').Context} context
 * @param {string[]} files
 */
export async function strip({ environment }, files) {
  if (process.platform !== 'linux' || !isOnPath('strip', environment)) return
  await run('strip', ['--strip-unneeded', ...files], { env: environment, what: 'strip' })
}
