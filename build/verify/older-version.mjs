import { appendFile, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeRepository } from '../package/signing/repository.mjs'
import { SigningKey } from '../package/signing/signing-key.mjs'
import { succeed } from './commands.mjs'

/** Comes before every release. */
const VERSION = '0.0.1'
/** A file that only the older version has. */
export const ONLY_OLDER = '/usr/lib/manifold-workbench/resources/of-an-older-version'
/** Where the package has the profile that it installs. */
export const PROFILE = '/usr/share/manifold-workbench/apparmor/manifold-workbench'

/**
 * An older version to upgrade from, in a repository of its own that a throw-away key signs: the same application with one file
 * more and another AppArmor profile.
 * @param {{ deb: string, folder: string, keyring: string }} places `keyring` gets the public key
 * @returns {Promise<string>} the version
 */
export async function makeOlderVersion({ deb, folder, keyring }) {
  const tree = `${folder}-tree`
  const older = `${folder}.deb`
  await succeed(['dpkg-deb', '--raw-extract', deb, tree])
  const control = join(tree, 'DEBIAN/control')
  await writeFile(control, (await readFile(control, 'utf8')).replace(/^Version: .*$/m, `Version: ${VERSION}`))
  await writeFile(join(tree, ONLY_OLDER), 'of an older version\n')
  await appendFile(join(tree, PROFILE), '# of an older version\n')
  await succeed(['dpkg-deb', '--root-owner-group', '-Znone', '--build', tree, older])
  await rm(tree, { recursive: true })
  const key = await SigningKey.throwAway()
  try {
    await makeRepository({ folder, debs: [older], key, date: Math.floor(Date.now() / 1000) })
    await key.exportPublicKey(keyring)
  } finally {
    key.dispose()
  }
  return VERSION
}
