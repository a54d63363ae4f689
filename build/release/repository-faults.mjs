/* The apt repository as it is on the disk: from its signature by the index to the package, each by the checksum in the one before. */
import { existsSync } from 'node:fs'
import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256OfFile } from '../setup/digest.mjs'

const SUITE = 'dists/stable'
const BINARY = 'main/binary-amd64'
const INDICES = [`${BINARY}/Packages`, `${BINARY}/Packages.gz`]

/**
 * @param {string} folder dist/release/repository
 * @param {object} expected
 * @param {import('../package/signing/gpg.mjs').Gpg} expected.gpg with the public key
 * @param {string} expected.fingerprint
 * @param {string} expected.deb the package beside the repository, which is to be the one in it
 * @returns {Promise<string[]>} what is wrong
 */
export async function repositoryFaults(folder, { gpg, fingerprint, deb }) {
  const at = (/** @type {string} */ name) => join(folder, SUITE, name)
  const missing = ['InRelease', 'Release', 'Release.gpg', ...INDICES].filter((name) => !existsSync(at(name)))
  if (missing.length > 0) return missing.map((name) => `the repository’s ${name}: it is missing`)
  const wrong = []
  const [inner, outer] = [
    await gpg.wrongWith({ signature: at('InRelease'), fingerprint }),
    await gpg.wrongWith({ signature: at('Release.gpg'), file: at('Release'), fingerprint }),
  ]
  if (inner !== null) wrong.push(`the repository’s InRelease: ${inner}`)
  if (outer !== null) wrong.push(`the repository’s Release.gpg: ${outer}`)
  if (wrong.length > 0) return wrong
  const signed = await gpg.run(['--decrypt', at('InRelease')], 'reading InRelease')
  if (signed.trimEnd() !== (await readFile(at('Release'), 'utf8')).trimEnd()) wrong.push('the repository’s InRelease: it says other things than Release')
  return [...wrong, ...(await indexFaults(at, signed)), ...(await packageFaults(folder, deb))]
}

/** @param {(name: string) => string} at @param {string} signed the list of indices */
async function indexFaults(at, signed) {
  const listed = checksumsIn(signed)
  const wrong = INDICES.filter((name) => !listed.has(name)).map((name) => `the repository’s InRelease: it does not name ${name}`)
  for (const [name, checksum] of listed) {
    const [content, byHash] = [at(name), at(join(BINARY, 'by-hash/SHA256', checksum))]
    if (!(await hasChecksum(content, checksum))) wrong.push(`the repository’s ${name}: it is not the one that was signed`)
    if (!(await hasChecksum(byHash, checksum))) wrong.push(`the repository’s ${name}: it does not lie under its checksum`)
  }
  return wrong
}

/** @param {string} folder @param {string} deb */
async function packageFaults(folder, deb) {
  const stanzas = (await readFile(join(folder, SUITE, BINARY, 'Packages'), 'utf8')).split(/\n\n+/).filter((text) => text.trim() !== '')
  if (stanzas.length !== 1) return [`the repository’s Packages: it names ${stanzas.length} packages, not one`]
  const field = (/** @type {string} */ name) => new RegExp(`^${name}: (.*)$`, 'm').exec(stanzas[0] ?? '')?.[1] ?? ''
  const [path, checksum] = [field('Filename'), field('SHA256')]
  const wrong = []
  if (!(await hasChecksum(join(folder, path), checksum))) wrong.push(`the repository’s ${path || 'package'}: it is not the one in the index`)
  if (!(await hasChecksum(deb, checksum))) wrong.push('the repository’s package: it is not the one beside the repository')
  const others = (await filesBelow(join(folder, 'pool'))).filter((file) => file !== join(folder, path))
  return [...wrong, ...others.map((file) => `the repository’s ${file.slice(folder.length + 1)}: no index names it`)]
}

/** @param {string} release Debian's list of files with their checksums @returns {Map<string, string>} name → SHA-256 */
function checksumsIn(release) {
  const list = /^SHA256:\n((?: .*\n?)*)/m.exec(release)?.[1] ?? ''
  return new Map([...list.matchAll(/^ ([0-9a-f]{64}) +\d+ (\S+)$/gm)].map(([, checksum = '', name = '']) => [name, checksum]))
}

/** @param {string} file @param {string} checksum */
async function hasChecksum(file, checksum) {
  const status = await lstat(file).catch(() => null)
  return status?.isFile() === true && (await sha256OfFile(file)) === checksum
}

/** @param {string} folder */
async function filesBelow(folder) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])
  return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name))
}
