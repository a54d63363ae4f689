import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SigningKey } from '../../../build/package/signing/signing-key.mjs'
import { unsignedIn } from '../../../build/release/signatures.mjs'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const folder = temporaryFolder('signatures')
const withoutGpg = spawnSync('gpg', ['--version']).error !== undefined
let key: SigningKey

const at = (name: string) => join(folder, name)
const publicKey = at('manifold-workbench.asc')

describe.skipIf(withoutGpg)('a release folder', () => {
  beforeAll(async () => {
    key = await SigningKey.throwAway()
  })
  afterAll(() => key.dispose())
  beforeEach(async () => {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(at('repository/dists/stable'), { recursive: true })
    writeFileSync(at('thing.deb'), 'a package')
    writeFileSync(at('Release'), 'an index')
    await key.sign(at('thing.deb'))
    await key.clearSign(at('Release'), at('repository/dists/stable/InRelease'))
    rmSync(at('Release'))
    await key.exportPublicKey(publicKey)
  })
  const wrong = (fingerprint = key.fingerprint) => unsignedIn(folder, { publicKey, fingerprint })

  it('is good where everything is signed by the key', async () => {
    expect(await wrong()).toEqual([])
  })

  it('is refused for a file without a signature', async () => {
    writeFileSync(at('SHA256SUMS'), 'sums')
    expect(await wrong()).toEqual(['SHA256SUMS: it has no signature'])
  })

  it('is refused for a file that was changed, and an index that was', async () => {
    appendFileSync(at('thing.deb'), '.')
    rmSync(at('repository'), { recursive: true })
    expect(await wrong()).toEqual(['thing.deb: the signature does not fit the file', 'the repository’s InRelease: it is missing'])
  })

  it('is refused where another key has signed', async () => {
    expect((await wrong('0123456789ABCDEF0123456789ABCDEF01234567')).join()).toMatch(/another key has signed/)
  })
})
