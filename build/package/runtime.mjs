import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SetupError } from '../setup/errors.mjs'
import { ROOT } from '../setup/context.mjs'
import { APPLICATION, NAME } from './names.mjs'

/** The runtime in the packed application, as its own binary says. @returns {Promise<string>} such as 45.4.1 */
export async function packedElectronVersion(executable = join(APPLICATION, NAME)) {
  const binary = await readFile(executable)
  const marker = Buffer.from('Electron/')
  for (let at = binary.indexOf(marker); at !== -1; at = binary.indexOf(marker, at + 1)) {
    const version = /^Electron\/(\d+\.\d+\.\d+[\w.-]*)\0/.exec(binary.subarray(at, at + 64).toString('latin1'))?.[1]
    if (version !== undefined) return version
  }
  throw new Error(`${executable} does not say which Electron it is`)
}

/**
 * A release goes to users' machines, so it runs on the Electron that package.json asks for, which gets security fixes, and not
 * on the older one that serves development where that cannot be had.
 * @param {string} packed version in the application
 * @param {string} [wanted] the version of the electron package that is installed
 * @throws {SetupError}
 */
export async function requireReleaseRuntime(packed, wanted) {
  const official = wanted ?? JSON.parse(await readFile(join(ROOT, 'node_modules/electron/package.json'), 'utf8')).version
  if (packed === official) return
  throw new SetupError(`this package runs on Electron ${packed}, not on ${official}: a release key does not sign it`, {
    advice: 'Set MANIFOLD_WORKBENCH_ELECTRON=official and run the same command again, or leave the key out for a test signature.',
  })
}
