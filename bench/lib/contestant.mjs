import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/**
 * A process that waits for a line and runs one epoch (bench/contestants/gate.mjs has the protocol). Messages are read
 * from its standard output, or from descriptor 3 where standard output says other things.
 */
export class Contestant {
  #child
  #messages
  #stderr = ''

  /** @param {{ name: string, command: string, args: string[], env?: Record<string, string>, channel?: 1 | 3, cwd?: string }} options */
  constructor({ name, command, args, env = {}, channel = 1, cwd }) {
    this.name = name
    this.startedAt = performance.now()
    const stdio = ['pipe', channel === 1 ? 'pipe' : 'ignore', 'pipe', channel === 3 ? 'pipe' : 'ignore']
    this.#child = spawn(command, args, { stdio, cwd, env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3', ...env } })
    this.#child.stderr.on('data', (chunk) => (this.#stderr = (this.#stderr + String(chunk)).slice(-4000)))
    this.#child.stdin.on('error', () => undefined)
    this.#messages = createInterface({ input: this.#child.stdio[channel] })[Symbol.asyncIterator]()
    this.exited = new Promise((resolve) => this.#child.once('close', resolve))
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
    this.#child.stdin.write('\n')
    return this.next()
  }

  /** Ends the process: a contestant ends itself when its input does. */
  async end() {
    this.#child.stdin.end()
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 5000)
    await this.exited
    clearTimeout(timer)
  }
}
