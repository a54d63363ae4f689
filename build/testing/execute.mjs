import { spawn } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { ROOT } from '../setup/context.mjs'

/** The runners' own programs, to be run by this Node. */
export const programs = {
  vitest: join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'),
  playwright: join(ROOT, 'node_modules', 'playwright', 'cli.js'),
}

/** What a command with a window is put behind where there is no screen. */
export const virtualScreen = ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24']

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ show: boolean, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ exitCode: number | null, output: string }>} 127: it could not be started
 */
export function execute(command, args, { show, env = {} }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    /** @param {Buffer} chunk */
    const keep = (chunk) => {
      output += chunk.toString()
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    child.once('error', (error) => resolve({ exitCode: 127, output: `${error.message}\n` }))
    child.once('close', (exitCode) => resolve({ exitCode, output }))
  })
}
