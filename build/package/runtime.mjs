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

/** The version of the electron package that is installed: what a release runs on. @returns {Promise<string>} */
export async function officialElectronVersion() {
  return JSON.parse(await readFile(join(ROOT, 'node_modules/electron/package.json'), 'utf8')).version
}

/**
 * A release goes to users' machines, so it runs on the Electron that package.json asks for, which gets security fixes, and not
 * on the older one that serves development where that cannot be had.
 * @param {{ packed: string, wanted: string }} electron the version in the application, and the official one
 * @throws {SetupError}
 */
export function requireReleaseRuntime({ packed, wanted }) {
  if (packed === wanted) return
  throw new SetupError(`this package runs on Electron ${packed}, not on ${wanted}: a release key does not sign it`, {
    advice: 'Set MANIFOLD_WORKBENCH_ELECTRON=official and run the same command again, or leave the key out for a test signature.',
  })
}
