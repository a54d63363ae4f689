import { join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { ROOT } from '../setup/context.mjs'

/**
 * The built command line, in this very process, so that Ctrl-C and exit codes are its own.
 * @param {string[]} args
 */
export async function runCommandLine(args) {
  const program = join(ROOT, 'out', 'main', 'cli.js')
  process.argv.splice(1, Infinity, program, ...args)
  await import(pathToFileURL(program).href)
}
