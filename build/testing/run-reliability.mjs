import { mkdir, rm } from 'node:fs/promises'
import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { hasScreen } from '../commands/screen.mjs'
import { ROOT } from '../setup/context.mjs'
import { ensureSetup } from '../setup/ensure.mjs'
import { execute, programs, virtualScreen } from './execute.mjs'
import { formatRows, isSound, readRows } from './reliability-rows.mjs'

/** Each long test leaves its row here. */
const ROWS = join(ROOT, '.setup', 'reliability')

const usage = 'usage: npm run test:reliability [-- --seed N] [-- --only PART]   PART of the name of a file in test/reliability\n'

/**
 * The long versions of the tests in test/reliability and of the Playwright tests with the tag @reliability, and a table of
 * what they tried and lost. It fails on any loss, and on any row that did not come to its end.
 * @param {string[]} args
 */
export async function runReliability(args) {
  const { seed, only } = parse(args)
  await ensureSetup('test')
  await rm(ROWS, { recursive: true, force: true })
  await mkdir(ROWS, { recursive: true })
  const env = { RELIABILITY: 'long', RELIABILITY_SEED: String(seed), RELIABILITY_RESULTS: ROWS }
  process.stdout.write(`Seed ${seed}; to repeat: npm run test:reliability -- --seed ${seed}\n`)
  const began = Date.now()
  const codes = [await vitest(only, env)]
  if (only === undefined) codes.push(await playwright(env))
  const rows = await readRows(ROWS)
  process.stdout.write(`\n${formatRows(rows, (Date.now() - began) / 1000).join('\n')}\n`)
  process.exitCode = codes.every((code) => code === 0) && isSound(rows) ? 0 : 1
}

/** @param {string | undefined} only @param {NodeJS.ProcessEnv} env */
async function vitest(only, env) {
  // One at a time: what is measured there, memory and the moments of kills, is not to depend on a neighbour.
  const args = ['run', '--project', 'reliability', '--no-file-parallelism', ...(only === undefined ? [] : [only])]
  const { exitCode } = await execute(process.execPath, [programs.vitest, ...args], { show: true, env })
  return exitCode
}

/** @param {NodeJS.ProcessEnv} env */
async function playwright(env) {
  const config = join(ROOT, 'test', 'e2e', 'playwright.config.ts')
  const args = [programs.playwright, 'test', '--config', config, '--grep', '@reliability', '--pass-with-no-tests']
  const [command = '', ...rest] = [...(hasScreen(process.env) ? [] : virtualScreen), process.execPath, ...args]
  const { exitCode } = await execute(command, rest, { show: true, env })
  return exitCode
}

/** @param {string[]} args */
function parse(args) {
  try {
    const { values } = parseArgs({ args, options: { seed: { type: 'string' }, only: { type: 'string' } } })
    const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed)
    if (Number.isSafeInteger(seed) && seed >= 0) return { seed, only: values.only }
  } catch {
    // Said below.
  }
  process.stderr.write(usage)
  process.exit(2)
}
