import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Gpg } from '../package/signing/gpg.mjs'

/**
 * Whether everything in the folder is signed, and by this key: read back from the disk, with the public key that is published.
 * @param {string} folder dist/release
 * @param {{ publicKey: string, fingerprint: string }} key
 * @returns {Promise<string[]>} what is wrong
 */
export async function unsignedIn(folder, { publicKey, fingerprint }) {
  const gpg = Gpg.create()
  try {
    await gpg.import(await readFile(publicKey, 'utf8'), 'reading the public key')
    const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name)
    const wrong = []
    for (const name of names.filter((each) => !each.endsWith('.asc'))) {
      const file = join(folder, name)
      const signature = `${file}.asc`
      const reason = existsSync(signature) ? await gpg.wrongWith({ signature, file, fingerprint }) : 'it has no signature'
      if (reason !== null) wrong.push(`${name}: ${reason}`)
    }
    const inRelease = join(folder, 'repository/dists/stable/InRelease')
    const reason = existsSync(inRelease) ? await gpg.wrongWith({ signature: inRelease, fingerprint }) : 'it is missing'
    if (reason !== null) wrong.push(`the repository’s InRelease: ${reason}`)
    return wrong
  } finally {
    gpg.disposeNow()
  }
}
