import { spawn } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { SetupError } from './errors.mjs'

const SUPERVISOR = fileURLToPath(new URL('./supervisor.mjs', import.meta.url))
const KEPT_OUTPUT = 100_000
const TICK_MILLISECONDS = 200

/**
 * Runs a tool without showing its output, unless it fails. The tool dies with this process, even if this one is killed
 * the hard way (see supervisor.mjs).
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, what?: string, advice?: string, onTick?: () => void }} [options]
 *   what: how to call it when it fails; onTick: called every now and then while it runs
 * @returns {Promise<string>} what it wrote to stdout
 * @throws {SetupError} when it fails, with its output
 */
export function run(command, args, { cwd, env = process.env, what = command, advice = '', onTick } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [SUPERVISOR, command, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
    let stdout = ''
    let all = ''
    /** @param {string} text */
    const keep = (text) => {
      all = (all + text).slice(-KEPT_OUTPUT)
    }
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      stdout += text
      keep(text)
    })
    child.stderr?.setEncoding('utf8').on('data', keep)
    const ticker = onTick && setInterval(onTick, TICK_MILLISECONDS)
    child.once('error', reject)
    child.once('close', (code, signal) => {
      clearInterval(ticker)
      if (code === 0) resolve(stdout)
      else reject(new SetupError(`${what} failed (${signal ?? `exit code ${code}`})`, { advice, output: all.trimEnd() }))
    })
  })
}
