import { spawn } from 'node:child_process'

/**
 * @typedef {object} Ended
 * @property {number | null} code null: it ended by a signal
 * @property {string} stdout
 * @property {string} stderr
 */

/**
 * Runs a program to its end, whatever that is.
 * @param {readonly string[]} argv
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, onLine?: (line: string, child: import('node:child_process').ChildProcess) => void }} [options]
 *   onLine: hears of each line on standard output as it comes
 * @returns {Promise<Ended>}
 */
export function execute(argv, { env = process.env, cwd, onLine } = {}) {
  return new Promise((resolve, reject) => {
    const [command = '', ...args] = argv
    const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text) => {
      const before = stdout.split('\n').length
      stdout += text
      for (const line of stdout.split('\n').slice(before - 1, -1)) onLine?.(line, child)
    })
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
}

/**
 * Runs a program that has to succeed.
 * @param {readonly string[]} argv
 * @param {Parameters<typeof execute>[1]} [options]
 * @returns {Promise<string>} what it wrote to standard output
 * @throws Error with what it said
 */
export async function succeed(argv, options) {
  const { code, stdout, stderr } = await execute(argv, options)
  if (code === 0) return stdout
  throw new Error(`${argv.join(' ')} ended with ${code}:\n${`${stdout}${stderr}`.trim().slice(-3000)}`)
}

/**
 * Asks again and again.
 * @template Value
 * @param {string} what for the error
 * @param {number} seconds
 * @param {() => Promise<Value | null>} ask null: not yet
 * @param {number} [everyMilliseconds]
 * @returns {Promise<Value>}
 */
export async function waitFor(what, seconds, ask, everyMilliseconds = 200) {
  const until = Date.now() + seconds * 1000
  for (;;) {
    const answer = await ask()
    if (answer !== null) return answer
    if (Date.now() > until) throw new Error(`${what} did not come within ${seconds} s`)
    await new Promise((resolve) => setTimeout(resolve, everyMilliseconds))
  }
}
