import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { indexFiles } from '../../../build/package/signing/repository.mjs'
import { SigningKey } from '../../../build/package/signing/signing-key.mjs'
import { requirePackagingTools, SIGNING } from '../../../build/package/tools.mjs'
import { isOnPath } from '../../../build/setup/package-manager.mjs'
import { IsolatedApt, makeTinyRepository } from './support/tiny-repository.ts'

// On Debian and Ubuntu set-up has got them. Elsewhere there is no apt that could refuse anything.
const hasApt = isOnPath('apt-get', process.env)
if (hasApt) requirePackagingTools(process.env, SIGNING)

let folder: string
let key: SigningKey
const keys: SigningKey[] = []

async function newKey(options?: Parameters<typeof SigningKey.throwAway>[0]): Promise<SigningKey> {
  const made = await SigningKey.throwAway(options)
  keys.push(made)
  return made
}

beforeEach(async () => {
  if (!hasApt) return
  // Without a space: apt's list of sources knows none in an option.
  folder = mkdtempSync(join(tmpdir(), 'mw-apt-'))
  key = await newKey()
})

afterEach(() => {
  for (const made of keys.splice(0)) made.dispose()
  if (hasApt) rmSync(folder, { recursive: true, force: true })
})

function flipByte(file: string, at: (bytes: Buffer) => number): void {
  const bytes = readFileSync(file)
  const index = at(bytes)
  bytes[index] = (bytes[index] ?? 0) ^ 1
  writeFileSync(file, bytes)
}

async function repositoryAndApt(signedBy = key, trusted?: SigningKey) {
  const { repository, keyring } = await makeTinyRepository(folder, signedBy)
  if (trusted !== undefined) await trusted.exportPublicKey(keyring)
  return { repository, files: indexFiles(repository), apt: new IsolatedApt(join(folder, 'apt'), repository, keyring) }
}

describe.skipIf(!hasApt)('apt', () => {
  test('takes what is as it was signed', async () => {
    const { apt } = await repositoryAndApt()
    expect(apt.update()).toMatchObject({ status: 0 })
    expect(apt.download()).toMatchObject({ status: 0 })
  })

  test('refuses a package with one byte flipped', async () => {
    const { apt, files } = await repositoryAndApt()
    const [deb = ''] = readdirSync(files.pool)
    flipByte(join(files.pool, deb), (bytes) => bytes.length - 40)
    expect(apt.update()).toMatchObject({ status: 0 })
    const { status, output } = apt.download()
    expect(status).not.toBe(0)
    expect(output).toContain('Hash Sum mismatch')
  })

  test('refuses an index with one byte flipped', async () => {
    const { apt, files } = await repositoryAndApt()
    const byHash = readdirSync(files.byHash).map((name) => join(files.byHash, name))
    for (const file of [files.packages, `${files.packages}.gz`, ...byHash]) flipByte(file, (bytes) => bytes.length - 10)
    const { status, output } = apt.update()
    expect(status).not.toBe(0)
    expect(output).toContain('Hash Sum mismatch')
  })

  test('finds the index that was signed while the next one is uploaded', async () => {
    const { apt, files } = await repositoryAndApt()
    for (const file of [files.packages, `${files.packages}.gz`]) writeFileSync(file, 'of another release')
    expect(apt.update()).toMatchObject({ status: 0 })
    expect(apt.download()).toMatchObject({ status: 0 })
  })

  test.each(['the signed list of indices', 'its other form'])('refuses %s with one byte flipped', async (form) => {
    const { apt, files } = await repositoryAndApt()
    if (form === 'its other form') rmSync(files.inRelease)
    const file = form === 'its other form' ? files.release : files.inRelease
    flipByte(file, (bytes) => bytes.indexOf('Label: Manifold') + 8)
    const { status, output } = apt.update()
    expect(status).not.toBe(0)
    expect(output).toMatch(/BADSIG|not signed/)
  })

  test('refuses a signature of another key', async () => {
    const { apt } = await repositoryAndApt(key, await newKey())
    const { status, output } = apt.update()
    expect(status).not.toBe(0)
    expect(output).toMatch(/NO_PUBKEY/)
  })

  test('refuses a signature of a key that has expired', async () => {
    const expired = await newKey({ expires: '1d', always: ['--faked-system-time', '20240101T000000!'] })
    const { apt } = await repositoryAndApt(expired)
    const { status, output } = apt.update()
    expect(status).not.toBe(0)
    expect(output).toMatch(/EXPKEYSIG/)
  })

  test('refuses a repository without a signature', async () => {
    const { apt, files } = await repositoryAndApt()
    for (const file of [files.inRelease, files.signature]) rmSync(file)
    const { status, output } = apt.update()
    expect(status).not.toBe(0)
    expect(output).toContain('is not signed')
  })
})

describe.skipIf(!hasApt)('a signature beside a file', () => {
  async function signed() {
    const file = join(folder, 'SHA256SUMS')
    writeFileSync(file, 'a list of checksums\n')
    return { file, signature: await key.sign(file), fingerprint: key.fingerprint }
  }

  test('is good as long as nothing changes, and is said to be a test where it is one', async () => {
    const files = await signed()
    expect(await key.gpg.wrongWith(files)).toBeNull()
    expect(readFileSync(files.signature, 'utf8')).toContain('Comment: test signature')
    expect(key.userId).toContain('test signature')
  })

  test('shows one byte flipped in the file', async () => {
    const files = await signed()
    flipByte(files.file, () => 3)
    expect(await key.gpg.wrongWith(files)).toBe('the signature does not fit the file')
  })

  test('of another key is refused, known or not', async () => {
    const other = await newKey()
    const { file, signature } = await signed()
    expect(await other.gpg.wrongWith({ file, signature, fingerprint: other.fingerprint })).toBe('the signature cannot be checked')
    expect(await key.gpg.wrongWith({ file, signature, fingerprint: other.fingerprint })).toContain('another key has signed')
  })

  test('of a key that has expired since is refused', async () => {
    const old = await newKey({ expires: '1d', always: ['--faked-system-time', '20240101T000000!'] })
    const file = join(folder, 'SHA256SUMS')
    writeFileSync(file, 'a list of checksums\n')
    const signature = await old.sign(file)
    old.gpg.always = old.gpg.always.filter((option) => !option.includes('20240101T') && option !== '--faked-system-time')
    expect(await old.gpg.wrongWith({ file, signature, fingerprint: old.fingerprint })).toBe('the key has expired')
  })
})
