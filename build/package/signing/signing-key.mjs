import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Gpg } from './gpg.mjs'

const KEY = 'MANIFOLD_WORKBENCH_SIGNING_KEY'
const PASSPHRASE = 'MANIFOLD_WORKBENCH_SIGNING_PASSPHRASE'
export const TEST_SIGNATURE = 'test signature'

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
   * The key that the environment names, armoured or as the name of a file; without one, a throw-away key.
   * @param {NodeJS.ProcessEnv} environment
   */
  static async open(environment) {
    const named = environment[KEY]
    return named === undefined || named === '' ? SigningKey.throwAway() : SigningKey.#import(named, environment[PASSPHRASE] ?? '')
  }

  /** @param {{ expires?: string, always?: string[] }} [options] `expires` as GnuPG writes it */
  static async throwAway({ expires = '30d', always = [] } = {}) {
    const gpg = await Gpg.create([...always, '--pinentry-mode', 'loopback', '--passphrase', ''])
    return SigningKey.#opened(gpg, true, async () => {
      const userId = `Manifold Workbench ${TEST_SIGNATURE} <${TEST_SIGNATURE.replace(' ', '-')}@manifold-workbench.invalid>`
      await gpg.run(['--quick-generate-key', userId, 'ed25519', 'sign', expires], 'making a throw-away key')
    })
  }

  /** @param {string} named @param {string} passphrase */
  static async #import(named, passphrase) {
    const armoured = named.includes('-----BEGIN PGP') ? named : await readKeyFile(named)
    const gpg = await Gpg.create()
    return SigningKey.#opened(gpg, false, async () => {
      // Not on the command line, where other users of the machine would see it.
      const secret = join(gpg.home, 'passphrase')
      await writeFile(secret, passphrase, { mode: 0o600 })
      gpg.always = ['--pinentry-mode', 'loopback', '--passphrase-file', secret]
      const key = join(gpg.home, 'key.asc')
      await writeFile(key, armoured, { mode: 0o600 })
      await gpg.run(['--import', key], `reading the key in ${KEY}`)
    })
  }

  /** @param {Gpg} gpg @param {boolean} test @param {() => Promise<void>} fill puts the key into the ring */
  static async #opened(gpg, test, fill) {
    try {
      await fill()
      return new SigningKey(gpg, { ...(await gpg.secretKey()), test })
    } catch (error) {
      await gpg.dispose()
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
    return this.gpg.dispose()
  }

  /** @param {string} how @param {string} file @param {string} output */
  #signing(how, file, output) {
    const comment = this.test ? ['--comment', `${TEST_SIGNATURE}: do not trust`] : []
    return [...comment, '--yes', '--armor', '--local-user', this.fingerprint, '--output', output, how, file]
  }

  /** What was just made is read back. @param {{ signature: string, file?: string }} signed */
  async #verify(signed) {
    const wrong = await this.gpg.wrongWith({ ...signed, fingerprint: this.fingerprint })
    if (wrong !== null) throw new Error(`the signature ${signed.signature} is no good: ${wrong}`)
  }
}

/** @param {string} file */
async function readKeyFile(file) {
  if (!existsSync(file)) throw new Error(`${KEY} is neither an armoured key nor a file: ${file.slice(0, 80)}`)
  return readFile(file, 'utf8')
}
