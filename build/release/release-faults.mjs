import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { debName, NAME, tarballName } from '../package/names.mjs'
import { Gpg } from '../package/signing/gpg.mjs'
import { sha256OfFile } from '../setup/digest.mjs'
import { repositoryFaults } from './repository-faults.mjs'

const SUMS = 'SHA256SUMS'
const PUBLIC_KEY = `${NAME}.asc`
const REPOSITORY = 'repository'

/**
 * Whether the folder holds a whole release and nothing else, all of it signed by this key: read back from the disk, with the
 * public key that is published.
 * @param {string} folder dist/release
 * @param {{ version: string, fingerprint: string }} release
 * @returns {Promise<string[]>} what is wrong
 */
export async function releaseFaults(folder, { version, fingerprint }) {
  const packages = [debName(version), tarballName(version)]
  const signed = [...packages, SUMS]
  const wanted = [...signed, ...signed.map((name) => `${name}.asc`), PUBLIC_KEY, REPOSITORY]
  const found = await readdir(folder).catch(() => /** @type {string[]} */ ([]))
  const wrong = [
    ...wanted.filter((name) => !found.includes(name)).map((name) => `${name}: it is missing`),
    ...found.filter((name) => !wanted.includes(name)).map((name) => `${name}: it is no part of a release`),
  ]
  if (!found.includes(PUBLIC_KEY)) return wrong
  const gpg = Gpg.create()
  try {
    await gpg.import(await readFile(join(folder, PUBLIC_KEY), 'utf8'), 'reading the public key')
    for (const name of signed.filter((each) => found.includes(each) && found.includes(`${each}.asc`))) {
      const file = join(folder, name)
      const reason = await gpg.wrongWith({ signature: `${file}.asc`, file, fingerprint })
      if (reason !== null) wrong.push(`${name}: ${reason}`)
    }
    if (found.includes(SUMS)) wrong.push(...(await checksumFaults(folder, packages)))
    if (found.includes(REPOSITORY)) {
      const repository = join(folder, REPOSITORY)
      wrong.push(...(await publicKeyFaults(folder)), ...(await repositoryFaults(repository, { gpg, fingerprint, deb: join(folder, debName(version)) })))
    }
    return wrong
  } finally {
    gpg.disposeNow()
  }
}

/** @param {string} folder @param {string[]} packages */
async function checksumFaults(folder, packages) {
  const listed = (await readFile(join(folder, SUMS), 'utf8')).split('\n').filter(Boolean)
  const there = packages.filter((name) => existsSync(join(folder, name)))
  const right = await Promise.all(there.map(async (name) => `${await sha256OfFile(join(folder, name))}  ${name}`))
  return [
    ...right.filter((line) => !listed.includes(line)).map((line) => `${SUMS}: it does not have the checksum of ${line.slice(66)}`),
    ...listed.filter((line) => !right.includes(line)).map((line) => `${SUMS}: it says “${line}”`),
  ]
}

/** The repository gives the same key. @param {string} folder */
async function publicKeyFaults(folder) {
  const [one, other] = await Promise.all(
    [PUBLIC_KEY, join(REPOSITORY, PUBLIC_KEY)].map((name) => readFile(join(folder, name), 'utf8').catch(() => '')),
  )
  return one === other ? [] : ['the repository’s public key: it is not the one beside it']
}
