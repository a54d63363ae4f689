import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SetupError } from '../../setup/errors.mjs'
import { Gpg } from './gpg.mjs'
import { KEY, PASSPHRASE } from './secrets.mjs'

export const TEST_SIGNATURE = 'test signature'

/** What GnuPG says where a key does not sign, and what that means here. @type {[RegExp, string][]} */
const REFUSALS = [
  [/Bad passphrase/, `the passphrase in ${PASSPHRASE} is wrong`],
  [/No passphrase given/, `it has a passphrase, and ${PASSPHRASE} is not set`],
  [/Unusable secret key|No secret key/, 'it has expired, was revoked, or has no part that signs'],
]

/** The key of one run, in a ring of its own that goes with it. */
export class SigningKey {
  /** @param {Gpg} gpg @param {{ fingerprint: string, userId: string, test: boolean }} key */
  constructor(gpg, { fingerprint, userId, test }) {
    this.gpg = gpg
    this.fingerprint = fingerprint
    this.userId = userId
    /** Made for this run, and good for nothing but trying out. */
    this.test = test
  }

  /**
   * The release key; without one, a throw-away key. Either has made a good signature before it is handed out.
   * @param {import('./secrets.mjs').Secrets} secrets
   * @throws {SetupError} if it cannot sign
   */
  static async open(secrets) {
    return secrets.key === '' ? SigningKey.throwAway() : SigningKey.#import(secrets)
  }

  /** @param {{ expires?: string, always?: string[] }} [options] `expires` as GnuPG writes it */
  static async throwAway({ expires = '30d', always = [] } = {}) {
    const gpg = Gpg.create([...always, '--pinentry-mode', 'loopback', '--passphrase', ''])
    return SigningKey.#opened(gpg, true, async () => {
      const userId = `Manifold Workbench ${TEST_SIGNATURE} <${TEST_SIGNATURE.replace(' ', '-')}@manifold-workbench.invalid>`
      await gpg.run(['--quick-generate-key', userId, 'ed25519', 'sign', expires], 'making a throw-away key')
    })
  }

  /** @param {import('./secrets.mjs').Secrets} secrets */
  static async #import({ key, passphrase }) {
    const armoured = key.includes('-----BEGIN PGP') ? key : await readKeyFile(key)
    const gpg = Gpg.create()
    return SigningKey.#opened(gpg, false, async () => {
      await gpg.import(armoured, `reading the key in ${KEY}`)
      gpg.passphrase = passphrase
    })
  }

  /** @param {Gpg} gpg @param {boolean} test @param {() => Promise<void>} fill puts the key into the ring */
  static async #opened(gpg, test, fill) {
    try {
      await fill()
      const key = new SigningKey(gpg, { ...(await gpg.secretKey()), test })
      await key.#try()
      return key
    } catch (error) {
      gpg.disposeNow()
      throw error
    }
  }

  /** A signature beside the file, armoured. @param {string} file @param {string} [signature] */
  async sign(file, signature = `${file}.asc`) {
    await this.gpg.run(this.#signing('--detach-sign', file, signature), `signing ${file}`)
    await this.#verify({ signature, file })
    return signature
  }

  /** The file within its signature. @param {string} file @param {string} output */
  async clearSign(file, output) {
    await this.gpg.run(this.#signing('--clear-sign', file, output), `signing ${file}`)
    await this.#verify({ signature: output })
  }

  /** @param {string} output */
  exportPublicKey(output) {
    return this.gpg.exportPublicKey(this.fingerprint, output)
  }

  dispose() {
    this.gpg.disposeNow()
  }

  /** Signs something of no worth, so that a key that cannot be used is known before minutes are spent. */
  async #try() {
    const file = join(this.gpg.home, 'trial')
    await writeFile(file, 'trial\n')
    try {
      await rm(await this.sign(file))
    } catch (error) {
      const output = error instanceof SetupError ? error.output : ''
      const reason = REFUSALS.find(([pattern]) => pattern.test(output))?.[1] ?? 'GnuPG refuses it'
      throw new SetupError(`the signing key ${this.fingerprint} cannot sign: ${reason}`, { output, cause: error })
    }
  }

  /** @param {string} how @param {string} file @param {string} output */
  #signing(how, file, output) {
    const comment = this.test ? ['--comment', `${TEST_SIGNATURE}: do not trust`] : []
    return [...comment, '--yes', '--armor', '--local-user', this.fingerprint, '--output', output, how, file]
  }

  /** What was just made is read back. @param {{ signature: string, file?: string }} signed */
  async #verify(signed) {
    const wrong = await this.gpg.wrongWith({ ...signed, fingerprint: this.fingerprint })
    if (wrong !== null) throw new SetupError(`the signature ${signed.signature} is no good: ${wrong}`)
  }
}

/** @param {string} file */
async function readKeyFile(file) {
  if (!existsSync(file)) throw new SetupError(`${KEY} is neither an armoured key nor a file`)
  return readFile(file, 'utf8')
}
