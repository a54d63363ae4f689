/* OpenPGP by GnuPG, with a key ring of its own: the user's is neither read nor changed. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { run } from '../../setup/run.mjs'
import { whatIsWrong } from './status.mjs'

export class Gpg {
  /** @param {string} home folder of the key ring @param {readonly string[]} [always] options of every call */
  constructor(home, always = []) {
    this.home = home
    this.always = always
  }

  /** A new key ring. Short, since the agent's socket lies in it. @param {readonly string[]} [always] */
  static async create(always = []) {
    return new Gpg(await mkdtemp(join(tmpdir(), 'mw-gpg-')), always)
  }

  /** @param {string[]} args @param {string} what it is for, should it fail @returns {Promise<string>} its standard output */
  run(args, what) {
    return run('gpg', ['--batch', '--no-tty', '--quiet', ...this.always, ...args], { env: this.environment, what })
  }

  get environment() {
    return { ...process.env, GNUPGHOME: this.home, LC_ALL: 'C' }
  }

  /** @returns {Promise<{ fingerprint: string, userId: string }>} the one secret key in the ring */
  async secretKey() {
    const lines = (await this.run(['--with-colons', '--list-secret-keys'], 'reading the key')).split('\n').map((line) => line.split(':'))
    const keys = lines.filter(([kind]) => kind === 'sec')
    if (keys.length !== 1) throw new Error(`a signing key is one secret key; found ${keys.length}`)
    const fingerprint = lines.find(([kind]) => kind === 'fpr')?.[9]
    if (fingerprint === undefined) throw new Error('the signing key has no fingerprint')
    return { fingerprint, userId: lines.find(([kind]) => kind === 'uid')?.[9] ?? '' }
  }

  /** @param {string} file @param {string} output armoured */
  async exportPublicKey(file, output) {
    await rm(output, { force: true })
    await this.run(['--armor', '--output', output, '--export', file], 'exporting the public key')
  }

  /**
   * Whether a signature was made by this key, and is good now. GnuPG's exit code does not say: it is 0 for a key that has
   * expired.
   * @param {{ signature: string, file?: string, fingerprint: string }} signed `file` is left out where it is in the signature
   * @returns {Promise<string | null>} what is wrong with it
   */
  async wrongWith({ signature, file, fingerprint }) {
    const status = join(this.home, 'status')
    await writeFile(status, '')
    const files = file === undefined ? [signature] : [signature, file]
    await this.run(['--status-file', status, '--verify', ...files], 'verifying').catch(() => undefined)
    return whatIsWrong(await readFile(status, 'utf8'), fingerprint)
  }

  /** Ends this ring's own agent, and deletes the ring. */
  async dispose() {
    await run('gpgconf', ['--kill', 'all'], { env: this.environment, what: 'ending the agent' }).catch(() => undefined)
    await rm(this.home, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  }
}
