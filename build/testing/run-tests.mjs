import { spawnSync } from 'node:child_process'
import { mkdir, rm } from 'node:fs/promises'
import process from 'node:process'
import { electronCommand } from '../commands/launch.mjs'
import { ensureSetup } from '../setup/ensure.mjs'
import { CHECKS, RESULTS } from './checks.mjs'

/**
 * Every check, one after the other, and the count of all at the end: `N passed, N failed` is the last line.
 * @param {string[]} args `--only NAME[,NAME]` runs some of them
 */
export async function runTests(args) {
  const checks = chosen(args)
  await ensureSetup('test')
  await rm(RESULTS, { recursive: true, force: true })
  await mkdir(RESULTS, { recursive: true })
  say(`Node ${process.versions.node}, ${electronVersions()}`)
  let passed = 0
  let failed = 0
  for (const check of checks) {
    const startedAt = Date.now()
    say(`\n── ${check.name}: ${check.what}`)
    const outcome = await check.run()
    for (const name of outcome.skipped) say(`   skipped: ${name}`)
    for (const name of outcome.failures) say(`   failed: ${name}`)
    say(`   ${check.name}: ${count(outcome)} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`)
    passed += outcome.passed
    failed += outcome.failures.length
  }
  say('')
  say(`${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}

/** @param {string[]} args */
function chosen(args) {
  const all = CHECKS.map(({ name }) => name)
  if (args.length === 0) return CHECKS
  const names = args[0] === '--only' && args.length === 2 ? (args[1] ?? '').split(',') : []
  if (names.length === 0 || names.some((name) => !all.includes(name))) {
    process.stderr.write(`usage: npm test [-- --only NAME[,NAME]]   NAME is one of: ${all.join(', ')}\n`)
    process.exit(2)
  }
  return CHECKS.filter(({ name }) => names.includes(name))
}

/** @param {import('./outcome.mjs').Outcome} outcome */
function count({ passed, failures, skipped }) {
  return `${passed} passed, ${failures.length} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`
}

/** What the tests run on, as that runtime itself says. */
function electronVersions() {
  const { command } = electronCommand()
  const script = 'const v = process.versions; console.log(`Electron ${v.electron} (Chrome ${v.chrome}, Node ${v.node})`)'
  const result = spawnSync(command, ['-e', script], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, encoding: 'utf8' })
  return result.status === 0 ? result.stdout.trim() : `Electron does not run: ${result.error?.message ?? result.stderr.trim()}`
}

/** @param {string} text */
function say(text) {
  process.stdout.write(`${text}\n`)
}
