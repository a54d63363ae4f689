import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'

/**
 * A process that waits for a line and runs one epoch (bench/contestants/gate.mjs has the protocol). Messages are read
 * from its standard output, or from a socket where standard output says other things.
 */
export class Contestant {
  #child
  #input
  #messages
  #stderr = ''

  /** @param {{ name: string, command: string, args: string[], env?: Record<string, string>, cwd?: string, server?: import('node:net').Server }} options */
  constructor({ name, command, args, env = {}, cwd, server }) {
    this.name = name
    this.startedAt = performance.now()
    const stdio = ['pipe', server === undefined ? 'pipe' : 'ignore', 'pipe']
    this.#child = spawn(command, args, { stdio, cwd, env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3', ...env } })
    this.#child.stderr.on('data', (chunk) => (this.#stderr = (this.#stderr + String(chunk)).slice(-4000)))
    this.#child.stdin.on('error', () => undefined)
    this.exited = new Promise((resolve) => this.#child.once('close', resolve))
    if (server === undefined) this.#talk(this.#child.stdin, this.#child.stdout)
  }

  /** One whose callback talks through a socket: `gated-callback.mjs`. It resolves when that has come. */
  static async withSocket(options) {
    const path = join(mkdtempSync(join(tmpdir(), 'bench-')), 'socket')
    const server = createServer().listen(path)
    try {
      await once(server, 'listening')
      const contestant = new Contestant({ ...options, server, env: { ...options.env, BENCH_SOCKET: path } })
      const early = contestant.exited.then(() => {
        throw new Error(`${contestant.name} ended early:\n${contestant.#stderr}`)
      })
      const [socket] = await Promise.race([once(server, 'connection'), early])
      early.catch(() => undefined)
      contestant.#talk(socket, socket)
      return contestant
    } finally {
      server.close()
      rmSync(dirname(path), { recursive: true, force: true })
    }
  }

  #talk(input, output) {
    this.#input = input
    this.#messages = createInterface({ input: output })[Symbol.asyncIterator]()
  }

  /** The next message; an error with the process's own last words when it has ended instead. */
  async next() {
    const { value, done } = await this.#messages.next()
    if (done) throw new Error(`${this.name} ended early:\n${this.#stderr}`)
    return JSON.parse(value)
  }

  get pid() {
    return this.#child.pid
  }

  async epoch() {
    this.#input.write('\n')
    return this.next()
  }

  /** Ends the process: a contestant ends itself when its input does. */
  async end() {
    this.#input.end()
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 5000)
    await this.exited
    clearTimeout(timer)
  }
}
