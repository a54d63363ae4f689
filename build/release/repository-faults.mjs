/* The apt repository as it is on the disk: from its signature by the index to the package, each by the checksum in the one before. */
import { existsSync } from 'node:fs'
import { lstat, readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { NAME } from '../package/names.mjs'
import { sha256OfFile } from '../setup/digest.mjs'

const SUITE = 'dists/stable'
const SIGNED = ['InRelease', 'Release', 'Release.gpg']
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
  const missing = [...SIGNED, ...INDICES].filter((name) => !existsSync(at(name)))
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
  const listed = checksumsIn(signed)
  const { path, faults } = await packageFaults(folder, deb)
  return [...wrong, ...(await indexFaults(at, listed)), ...faults, ...(await strangers(folder, { listed, path }))]
}

/** What would be published with it. @param {string} folder @param {{ listed: Map<string, string>, path: string }} known that belongs there */
async function strangers(folder, { listed, path }) {
  const indices = [...SIGNED, ...INDICES, ...[...listed.values()].map(byHashName)]
  const belong = new Set([...indices.map((name) => join(SUITE, name)), path, `${NAME}.asc`])
  const others = (await filesBelow(folder)).filter((file) => !belong.has(file))
  return others.map((file) => `the repository’s ${file}: it is no part of it`)
}

/** @param {(name: string) => string} at @param {Map<string, string>} listed index → its checksum, signed */
async function indexFaults(at, listed) {
  const wrong = INDICES.filter((name) => !listed.has(name)).map((name) => `the repository’s InRelease: it does not name ${name}`)
  for (const [name, checksum] of listed) {
    const [content, byHash] = [at(name), at(byHashName(checksum))]
    if (!(await hasChecksum(content, checksum))) wrong.push(`the repository’s ${name}: it is not the one that was signed`)
    if (!(await hasChecksum(byHash, checksum))) wrong.push(`the repository’s ${name}: it does not lie under its checksum`)
  }
  return wrong
}

/**
 * @param {string} folder @param {string} deb
 * @returns {Promise<{ path: string, faults: string[] }>} where the package lies, by the index, and what is wrong with it
 */
async function packageFaults(folder, deb) {
  const stanzas = (await readFile(join(folder, SUITE, BINARY, 'Packages'), 'utf8')).split(/\n\n+/).filter((text) => text.trim() !== '')
  if (stanzas.length !== 1) return { path: '', faults: [`the repository’s Packages: it names ${stanzas.length} packages, not one`] }
  const field = (/** @type {string} */ name) => new RegExp(`^${name}: (.*)$`, 'm').exec(stanzas[0] ?? '')?.[1] ?? ''
  const [path, checksum] = [field('Filename'), field('SHA256')]
  const wrong = []
  if (!(await hasChecksum(join(folder, path), checksum))) wrong.push(`the repository’s ${path || 'package'}: it is not the one in the index`)
  if (!(await hasChecksum(deb, checksum))) wrong.push('the repository’s package: it is not the one beside the repository')
  return { path, faults: wrong }
}

/** An index under its own checksum. @param {string} checksum */
const byHashName = (checksum) => join(BINARY, 'by-hash/SHA256', checksum)

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

/** @param {string} folder @returns {Promise<string[]>} their names, from the folder */
async function filesBelow(folder) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])
  return entries.filter((entry) => !entry.isDirectory()).map((entry) => relative(folder, join(entry.parentPath, entry.name)))
}
