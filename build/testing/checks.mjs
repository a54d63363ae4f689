import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { hasScreen } from '../commands/screen.mjs'
import { ROOT } from '../setup/context.mjs'
import { npmCommand } from '../setup/npm.mjs'
import { execute, programs, virtualScreen } from './execute.mjs'
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
  const args = [programs.vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { exitCode } = await execute(process.execPath, args, { show: true })
  return withRunner(vitestOutcome(await read(report, { testResults: [] })), 'vitest', exitCode)
}

async function endToEnd() {
  const report = join(RESULTS, 'playwright.json')
  const args = [programs.playwright, 'test', '--config', join(ROOT, 'test', 'e2e', 'playwright.config.ts'), '--reporter=list,json']
  const virtual = hasScreen(process.env) ? [] : virtualScreen
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
