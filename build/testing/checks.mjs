import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { hasScreen } from '../commands/screen.mjs'
import { ROOT } from '../setup/context.mjs'
import { npmCommand } from '../setup/npm.mjs'
import { playwrightOutcome, vitestOutcome, withRunner } from './outcome.mjs'

/** Reports of the runners, read for the count. */
export const RESULTS = join(ROOT, '.setup', 'results')

/** @typedef {{ name: string, what: string, run(): Promise<import('./outcome.mjs').Outcome> }} Check */

/** @type {Check[]} */
export const CHECKS = [
  { name: 'types', what: 'TypeScript and svelte-check', run: () => script('typecheck') },
  { name: 'lint', what: 'ESLint and the import rules', run: () => script('lint') },
  { name: 'unit', what: 'vitest', run: unit },
  { name: 'e2e', what: 'Playwright, the app in Electron', run: endToEnd },
]

/** A script of package.json, which counts as one test; its output is shown when it fails. @param {string} name */
async function script(name) {
  const npm = npmCommand(process.env)
  const { exitCode, output } = await execute(npm.command, [...npm.args, 'run', '--silent', name], { show: false })
  if (exitCode !== 0) process.stdout.write(output)
  return { passed: exitCode === 0 ? 1 : 0, failures: exitCode === 0 ? [] : [`npm run ${name}`], skipped: [] }
}

async function unit() {
  const report = join(RESULTS, 'vitest.json')
  const program = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
  const args = [program, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { exitCode } = await execute(process.execPath, args, { show: true })
  return withRunner(vitestOutcome(await read(report, { testResults: [] })), 'vitest', exitCode)
}

async function endToEnd() {
  const report = join(RESULTS, 'playwright.json')
  const program = join(ROOT, 'node_modules', 'playwright', 'cli.js')
  const args = [program, 'test', '--config', join(ROOT, 'test', 'e2e', 'playwright.config.ts'), '--reporter=list,json']
  const virtual = hasScreen(process.env) ? [] : ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24']
  const [command = '', ...rest] = [...virtual, process.execPath, ...args]
  const { exitCode, output } = await execute(command, rest, { show: true, env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report } })
  // A command that could not be started, such as xvfb-run, has said so in the output alone.
  if (exitCode === 127) process.stdout.write(output)
  return withRunner(playwrightOutcome(await read(report, { suites: [], errors: [] })), 'Playwright', exitCode)
}

/**
 * @template Report
 * @param {string} file
 * @param {Report} none what stands for a report that a crashed runner did not write
 * @returns {Promise<Report>}
 */
async function read(file, none) {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return none
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ show: boolean, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ exitCode: number | null, output: string }>} 127: it could not be started
 */
function execute(command, args, { show, env = {} }) {
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
