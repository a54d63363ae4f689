import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { PACKAGE, RELEASE } from '../package/names.mjs'
import { waitFor } from './commands.mjs'
import { ONLY_OLDER } from './older-version.mjs'
import { must } from './report.mjs'
import { isShipped } from './steps-apparmor.mjs'
import { experiments } from './steps-command-line.mjs'
import { installedVersion, NAME, nameSource } from './steps-install.mjs'
import { logOf } from './steps-log.mjs'
import { digest } from './steps-removal.mjs'

/** @typedef {import('./clean-root.mjs').CleanRoot} CleanRoot */
/** @typedef {import('./installed-window.mjs').InstalledWindow} InstalledWindow */

/** From the older version to the release. @param {CleanRoot} root @param {string} repository path inside */
export async function upgrades(root, repository) {
  const [from, before] = [await installedVersion(root), await digest(root)]
  await nameSource(root, { path: repository, keyring: join(RELEASE, `${NAME}.asc`) })
  await root.asRoot(['apt-get', 'update'])
  await root.asRoot(['apt-get', 'upgrade', '--yes', '--quiet'])
  const to = await installedVersion(root)
  must(to === PACKAGE.version, `${to} is installed`)
  must((await digest(root)) === before, 'the user’s workspace has changed')
  must((await experiments(root)).length === 1, 'the experiment is gone')
  must(!existsSync(join(root.folder, ONLY_OLDER)), `${ONLY_OLDER} is still there`)
  must(await isShipped(root), 'the AppArmor profile is still the older one')
  return `${from} → ${to}: what only the older had is gone, the profile is the newer; the workspace is as it was, its experiment is listed`
}

/** An upgrade under the open window: it is told, and ends in good order. @param {CleanRoot} root @param {InstalledWindow} window */
export async function isUpgradedUnder(root, window) {
  await root.asRoot(['apt-get', 'install', '--reinstall', '--yes', '--quiet', NAME])
  await waitFor('word of the update', 20, async () => ((await logOf(root)).some(({ message }) => / was updated while it was open/.test(message)) ? true : null))
  await window.says('the banner that tells the user', (text) => text.includes('Manifold Workbench was updated.'))
  const code = await window.quit()
  must(code === 0, `it quit with ${code}`)
  await window.open()
  return 'all files were replaced under it: it said so, quit with 0, and the new one opened'
}
