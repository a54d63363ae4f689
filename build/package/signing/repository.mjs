import { copyFile, link, mkdir, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { sha256 } from '../../setup/digest.mjs'
import { run } from '../../setup/run.mjs'
import { NAME } from '../names.mjs'
import { TEST_SIGNATURE } from './signing-key.mjs'

const SUITE = 'stable'
const BINARY = `dists/${SUITE}/main/binary-amd64`
const POOL = `pool/main/m/${NAME}`
/** One is enough, of those that apt trusts. */
const ONLY_SHA256 = ['MD5', 'SHA1', 'SHA512'].flatMap((name) => ['-o', `APT::FTPArchive::${name}=false`])

/**
 * A folder that apt installs from, be it served or copied. Its index is signed, and names each package's checksum: apt itself
 * refuses what was changed.
 * @param {object} repository
 * @param {string} repository.folder made anew
 * @param {string[]} repository.debs
 * @param {import('./signing-key.mjs').SigningKey} repository.key
 * @param {number} repository.date seconds since 1970
 */
export async function makeRepository({ folder, debs, key, date }) {
  await rm(folder, { recursive: true, force: true })
  await mkdir(join(folder, BINARY), { recursive: true })
  await mkdir(join(folder, POOL), { recursive: true })
  for (const deb of debs) await linkOrCopy(deb, join(folder, POOL, basename(deb)))
  await writeIndex(folder)
  await writeRelease(folder, { date, test: key.test })
  await sign(folder, key)
}

/**
 * Each index also lies under its own checksum, where apt takes it: while a newer release is uploaded, it still finds the one that
 * the list it has read speaks of.
 * @param {string} folder
 */
export async function writeIndex(folder) {
  const packages = await run('apt-ftparchive', [...ONLY_SHA256, 'packages', 'pool'], { cwd: folder, what: 'listing the packages' })
  const byHash = join(folder, BINARY, 'by-hash/SHA256')
  await rm(byHash, { recursive: true, force: true })
  await mkdir(byHash, { recursive: true })
  for (const [name, content] of /** @type {const} */ ([['Packages', packages], ['Packages.gz', gzipSync(packages, { level: 9 })]])) {
    await writeFile(join(folder, BINARY, name), content)
    await writeFile(join(byHash, sha256(content)), content)
  }
}

/** @param {string} folder @param {{ date: number, test: boolean }} options */
export async function writeRelease(folder, { date, test }) {
  const label = test ? `Manifold Workbench (${TEST_SIGNATURE})` : 'Manifold Workbench'
  const fields = { Origin: label, Label: label, Suite: SUITE, Codename: SUITE, Architectures: 'amd64', Components: 'main', 'Acquire-By-Hash': 'yes' }
  const options = Object.entries(fields).flatMap(([name, value]) => ['-o', `APT::FTPArchive::Release::${name}=${value}`])
  const output = join(folder, 'dists', SUITE, 'Release')
  // It would list an earlier one, too.
  await rm(output, { force: true })
  const release = await run('apt-ftparchive', [...ONLY_SHA256, ...options, 'release', `dists/${SUITE}`], {
    cwd: folder,
    what: 'listing the indices',
  })
  await writeFile(output, release.replace(/^Date: .*$/m, `Date: ${rfc5322(date)}`))
}

/** @param {string} folder @param {import('./signing-key.mjs').SigningKey} key */
export async function sign(folder, key) {
  const release = join(folder, 'dists', SUITE, 'Release')
  await key.clearSign(release, join(folder, 'dists', SUITE, 'InRelease'))
  await key.sign(release, `${release}.gpg`)
}

/** The index as it is on the disk, for tests that change it. @param {string} folder */
export function indexFiles(folder) {
  const suite = join(folder, 'dists', SUITE)
  return {
    packages: join(folder, BINARY, 'Packages'),
    byHash: join(folder, BINARY, 'by-hash/SHA256'),
    inRelease: join(suite, 'InRelease'),
    release: join(suite, 'Release'),
    signature: join(suite, 'Release.gpg'),
    pool: join(folder, POOL),
  }
}

/** @param {number} date seconds since 1970 */
function rfc5322(date) {
  return new Date(date * 1000).toUTCString().replace('GMT', '+0000')
}

/** @param {string} from @param {string} to */
async function linkOrCopy(from, to) {
  await link(from, to).catch(() => copyFile(from, to))
}
