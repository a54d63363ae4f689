import { existsSync, realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import process from 'node:process'
import { SetupError } from './errors.mjs'

/**
 * npm's own program, run by the Node that runs set-up. Under `npm start` npm names itself; else it lies beside Node or
 * on the PATH.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {{ command: string, args: string[] }}
 */
export function npmCommand(environment) {
  const named = environment.npm_execpath
  // yarn and pnpm set the same variable, but would not read package-lock.json.
  if (named !== undefined && basename(named) === 'npm-cli.js' && existsSync(named)) {
    return { command: process.execPath, args: [named] }
  }
  const prefix = join(dirname(realpathSync(process.execPath)), '..')
  const beside = join(prefix, 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js')
  if (existsSync(beside)) return { command: process.execPath, args: [beside] }
  for (const folder of (environment.PATH ?? '').split(':')) {
    const found = join(folder, 'npm')
    if (folder !== '' && existsSync(found)) return { command: realpathSync(found), args: [] }
  }
  throw new SetupError('npm is not there', {
    advice: 'It comes with Node from nodejs.org; on Debian and Ubuntu: apt-get install npm',
  })
}
