/* OpenPGP by GnuPG, with a key ring of its own: the user's is neither read nor changed. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { SetupError } from '../../setup/errors.mjs'
import { beforeExit } from './before-exit.mjs'
import { whatIsWrong } from './status.mjs'

export class Gpg {
  /** @type {Set<import('node:child_process').ChildProcess>} */
  #running = new Set()
  /** Of the secret key, where it has one. @type {string | null} */
  passphrase = null

  /** @param {string} home folder of the key ring, which goes with this process @param {readonly string[]} [always] options of every call */
  constructor(home, always = []) {
    this.home = home
    this.always = always
    this.takeBack = beforeExit(() => this.disposeNow())
  }

  /** A new key ring. Short, since the agent's socket lies in it. @param {readonly string[]} [always] */
  static create(always = []) {
    return new Gpg(mkdtempSync(join(tmpdir(), 'mw-gpg-')), always)
  }

  /**
   * @param {string[]} args
   * @param {string} what it is for, should it fail
   * @returns {Promise<string>} its standard output
   * @throws {SetupError} with what it said
   */
  run(args, what) {
    // Through a pipe: other users would see it on the command line, and a file could stay.
    if (this.passphrase === null) return this.#start(args, what, '')
    return this.#start(['--pinentry-mode', 'loopback', '--passphrase-fd', '0', ...args], what, `${this.passphrase}\n`)
  }

  /** Takes keys into the ring, from no file where they are secret. @param {string} armoured @param {string} what */
  import(armoured, what) {
    return this.#start(['--import'], what, armoured)
  }

  /** @param {string[]} args @param {string} what @param {string} input @returns {Promise<string>} */
  #start(args, what, input) {
    return new Promise((resolve, reject) => {
      const child = spawn('gpg', ['--batch', '--no-tty', '--quiet', ...this.always, ...args], { env: this.environment, stdio: 'pipe' })
      this.#running.add(child)
      let [output, said] = ['', '']
      child.stdout.setEncoding('utf8').on('data', (text) => (output += text))
      child.stderr.setEncoding('utf8').on('data', (text) => (said += text))
      // It need not read what it gets, where something is wrong before.
      child.stdin.once('error', () => undefined).end(input)
      child.once('error', reject)
      child.once('close', (code, signal) => {
        this.#running.delete(child)
        if (code === 0) resolve(output)
        else reject(new SetupError(`${what} failed (${signal ?? `exit code ${code}`})`, { output: said.trimEnd() }))
      })
    })
  }

  get environment() {
    return { ...process.env, GNUPGHOME: this.home, LC_ALL: 'C' }
  }

  /** @returns {Promise<{ fingerprint: string, userId: string }>} the one secret key in the ring */
  async secretKey() {
    const lines = (await this.run(['--with-colons', '--list-secret-keys'], 'reading the key')).split('\n').map((line) => line.split(':'))
    const keys = lines.filter(([kind]) => kind === 'sec')
    if (keys.length !== 1) throw new SetupError(`a signing key is one secret key; found ${keys.length}`)
    const fingerprint = lines.find(([kind]) => kind === 'fpr')?.[9]
    if (fingerprint === undefined) throw new SetupError('the signing key has no fingerprint')
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

  /** Ends this ring's own agent, and deletes the ring. At once: nothing of it may stay if the process is ended meanwhile. */
  disposeNow() {
    for (const child of this.#running) child.kill('SIGKILL')
    spawnSync('gpgconf', ['--kill', 'all'], { env: this.environment, stdio: 'ignore' })
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
    this.takeBack()
  }
}
