import { spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sign, writeIndex, writeRelease } from '../../../build/package/signing/repository.mjs'
import { SigningKey } from '../../../build/package/signing/signing-key.mjs'
import { releaseFaults } from '../../../build/release/release-faults.mjs'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { date, makeTinyDeb } from '../package/support/tiny-repository.ts'
import { makeTinyRelease } from './support/tiny-release.ts'

const place = temporaryFolder('release')
const folder = join(place, 'release')
const withoutTools = ['gpg', 'apt-ftparchive', 'dpkg-deb'].some((program) => spawnSync(program, ['--version']).error !== undefined)
const version = '1.2.0'
const deb = `manifold-workbench_${version}_amd64.deb`
const tarball = `manifold-workbench-${version}-linux-x64.tar.gz`
let key: SigningKey

const at = (name: string) => join(folder, name)
const repository = (name: string) => at(join('repository', name))
const index = (name: string) => repository(join('dists/stable', name))
const pool = (name: string) => repository(join('pool/main/m/manifold-workbench', name))

describe.skipIf(withoutTools)('a release', () => {
  beforeAll(async () => {
    key = await SigningKey.throwAway()
    await makeTinyRelease(join(place, 'good'), { version, key, scratch: join(place, 'scratch') })
  })
  afterAll(() => {
    key.dispose()
  })
  beforeEach(() => {
    rmSync(folder, { recursive: true, force: true })
    cpSync(join(place, 'good'), folder, { recursive: true })
  })
  const wrong = (fingerprint = key.fingerprint) => releaseFaults(folder, { version, fingerprint })

  it('is good where it is whole and signed by the key', async () => {
    expect(await wrong()).toEqual([])
  })

  it('is refused where there is nothing', async () => {
    rmSync(folder, { recursive: true })
    expect(await wrong()).toHaveLength(8)
    mkdirSync(folder)
    expect(await wrong()).toContain(`${deb}: it is missing`)
  })

  it.each([deb, tarball, 'SHA256SUMS', `${deb}.asc`, 'SHA256SUMS.asc', 'manifold-workbench.asc', 'repository'])('is refused without %s', async (name) => {
    rmSync(at(name), { recursive: true })
    expect(await wrong()).toContain(`${name}: it is missing`)
  })

  it('is refused with something else in it', async () => {
    writeFileSync(at('manifold-workbench_1.1.0_amd64.deb'), 'an older one')
    expect(await wrong()).toEqual(['manifold-workbench_1.1.0_amd64.deb: it is no part of a release'])
  })

  it('is refused for a file that was changed', async () => {
    appendFileSync(at(tarball), '.')
    expect(await wrong()).toContain(`${tarball}: the signature does not fit the file`)
  })

  it('is refused where the checksums are of other files, whoever has signed them', async () => {
    const sums = readFileSync(at('SHA256SUMS'), 'utf8')
    writeFileSync(at('SHA256SUMS'), sums.replace(/^.{8}/, '00000000').replace(/\n$/, `\n${'0'.repeat(64)}  other.deb\n`))
    await key.sign(at('SHA256SUMS'))
    const found = await wrong()
    expect(found).toContain(`SHA256SUMS: it does not have the checksum of ${deb}`)
    expect(found).toContain(`SHA256SUMS: it says “${'0'.repeat(64)}  other.deb”`)
  })

  it('is refused where another key has signed', async () => {
    const found = await wrong('0123456789ABCDEF0123456789ABCDEF01234567')
    expect(found.filter((line) => line.includes('another key has signed'))).toHaveLength(5)
  })

  it.each(['InRelease', 'Release', 'Release.gpg', 'main/binary-amd64/Packages', 'main/binary-amd64/Packages.gz'])('is refused without the repository’s %s', async (name) => {
    rmSync(index(name))
    expect(await wrong()).toEqual([`the repository’s ${name}: it is missing`])
  })

  it('is refused where the repository’s list of indices has a signature that does not fit', async () => {
    appendFileSync(index('Release'), 'Suite: other\n')
    expect(await wrong()).toEqual(['the repository’s Release.gpg: the signature does not fit the file'])
  })

  it('is refused where the two forms of that list differ, both signed', async () => {
    appendFileSync(index('Release'), 'Suite: other\n')
    await key.sign(index('Release'), index('Release.gpg'))
    expect(await wrong()).toEqual(['the repository’s InRelease: it says other things than Release'])
  })

  it('is refused where an index is not the one that was signed', async () => {
    const packages = index('main/binary-amd64/Packages')
    writeFileSync(packages, readFileSync(packages, 'utf8').replace('Nobody', 'Anybody'))
    expect(await wrong()).toEqual(['the repository’s main/binary-amd64/Packages: it is not the one that was signed'])
  })

  it('is refused where an index does not lie under its checksum', async () => {
    const byHash = index('main/binary-amd64/by-hash/SHA256')
    for (const name of readdirSync(byHash)) rmSync(join(byHash, name))
    expect(await wrong()).toHaveLength(2)
  })

  it('is refused where the package is not the one in the index', async () => {
    appendFileSync(pool(deb), '.')
    expect(await wrong()).toEqual([`the repository’s pool/main/m/manifold-workbench/${deb}: it is not the one in the index`])
  })

  it('is refused where the package in the repository is not the one beside it, all of it signed', async () => {
    cpSync(await makeTinyDeb(join(place, 'scratch'), '1.3'), pool(deb))
    await writeIndex(at('repository'))
    await writeRelease(at('repository'), { date, test: true })
    await sign(at('repository'), key)
    expect(await wrong()).toEqual(['the repository’s package: it is not the one beside the repository'])
  })

  it.each(['pool/main/m/manifold-workbench/other.deb', 'key.asc', 'dists/other/InRelease', 'dists/stable/main/binary-amd64/by-hash/SHA256/00'])(
    'is refused with %s in the repository, which belongs to nothing',
    async (name) => {
      mkdirSync(dirname(repository(name)), { recursive: true })
      writeFileSync(repository(name), 'another')
      expect(await wrong()).toEqual([`the repository’s ${name}: it is no part of it`])
    },
  )

  it('is refused where the repository gives another key', async () => {
    writeFileSync(repository('manifold-workbench.asc'), 'another')
    expect(await wrong()).toEqual(['the repository’s public key: it is not the one beside it'])
  })
})
