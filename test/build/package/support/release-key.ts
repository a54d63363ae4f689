import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Gpg } from '../../../../build/package/signing/gpg.mjs'

export interface ReleaseKeyOptions {
  passphrase: string
  /** As GnuPG writes it. */
  expires?: string
  /** When it is made, as GnuPG writes it. */
  at?: string
  revoked?: boolean
  /** The primary key stays away: only a part that signs is handed over. */
  subkeyOnly?: boolean
  /** With one more part, which has expired since. */
  withExpiredPart?: boolean
}

/** The secret key of somebody who releases, as it is handed to `npm run package`: armoured. */
export async function makeReleaseKey({ passphrase, expires = '1y', at, revoked, subkeyOnly, withExpiredPart }: ReleaseKeyOptions): Promise<string> {
  const gpg = Gpg.create(['--pinentry-mode', 'loopback', '--passphrase', passphrase])
  // Else it makes guessing the passphrase slow, and using it too.
  writeFileSync(join(gpg.home, 'gpg-agent.conf'), 's2k-count 65536\n')
  try {
    const then = at === undefined ? [] : ['--faked-system-time', `${at}!`]
    const use = subkeyOnly === true ? 'cert' : 'sign'
    await gpg.run([...then, '--quick-generate-key', 'Somebody <somebody@example.com>', 'ed25519', use, expires], 'making a key')
    const { fingerprint } = await gpg.secretKey()
    if (subkeyOnly === true) await gpg.run(['--quick-add-key', fingerprint, 'ed25519', 'sign', '1y'], 'adding a part')
    if (withExpiredPart === true) await gpg.run([...then, '--quick-add-key', fingerprint, 'ed25519', 'sign', '1d'], 'adding a part')
    if (revoked === true) await revoke(gpg, fingerprint)
    const what = subkeyOnly === true ? '--export-secret-subkeys' : '--export-secret-keys'
    return await gpg.run(['--armor', what, fingerprint], 'handing over the key')
  } finally {
    gpg.disposeNow()
  }
}

/** With the certificate that GnuPG makes for each key, and keeps from being used by a colon. */
async function revoke(gpg: Gpg, fingerprint: string): Promise<void> {
  const certificate = join(gpg.home, 'openpgp-revocs.d', `${fingerprint}.rev`)
  writeFileSync(certificate, readFileSync(certificate, 'utf8').replace(':-----BEGIN', '-----BEGIN'))
  await gpg.run(['--import', certificate], 'revoking the key')
}
