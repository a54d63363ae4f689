import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { electronCommand } from '../../../build/commands/launch.mjs'
import { ROOT } from '../../../build/setup/context.mjs'

/** Within reach of node_modules. */
const folder = join(ROOT, 'node_modules', '.cache', `equal-bits-test-${process.pid}`)
const program = join(folder, 'train-and-hash.mjs')

beforeAll(async () => {
  const entry = join(import.meta.dirname, 'support', 'train-and-hash.ts')
  await build({ configFile: false, logLevel: 'warn', build: { ssr: entry, outDir: folder, rolldownOptions: { output: { entryFileNames: '[name].mjs' } } } })
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function train({ command = [process.execPath], threads = [], env = {} }: { command?: string[]; threads?: string[]; env?: Record<string, string> }): string {
  const [file = '', ...before] = command
  const { stdout, stderr, status } = spawnSync(file, [...before, program, ...threads], { encoding: 'utf8', env: { ...process.env, ...env } })
  if (status !== 0) throw new Error(stderr)
  return stdout.trim()
}

/** Which cores this process may use decides which one a single one is. */
const oneCore = ['sh', '-c', 'core=$(taskset -cp $$ | sed "s/.*: *//; s/[-,].*//"); exec taskset -c "$core" "$0" "$@"', process.execPath]
const hasTaskset = process.platform === 'linux' && spawnSync('taskset', ['--version']).status === 0

let expected = ''
beforeAll(() => {
  expected = train({})
}, 120_000)

it.skipIf(!hasTaskset)('a run has the same bits on one core', { timeout: 120_000 }, () => {
  expect(train({ command: oneCore, threads: ['1'] })).toBe(expected)
})

it.each<[string, Parameters<typeof train>[0]]>([
  ['a pool of 2 threads', { threads: ['2'] }],
  ['a pool of 4 threads, and many for an operation in the environment', { threads: ['4'], env: { TF_NUM_INTRAOP_THREADS: '4', OMP_NUM_THREADS: '8' } }],
  [
    'a pool of 8 threads, and other arithmetic in the environment',
    { threads: ['8'], env: { TF_ENABLE_ONEDNN_OPTS: '0', ONEDNN_MAX_CPU_ISA: 'SSE41', ONEDNN_DEFAULT_FPMATH_MODE: 'BF16', TF_SET_ONEDNN_FPMATH_MODE: 'BF16' } },
  ],
  ['Electron', { command: [electronCommand().command], env: { ELECTRON_RUN_AS_NODE: '1' } }],
])('a run has the same bits with %s', { timeout: 120_000 }, (_, condition) => {
  expect(expected).toMatch(/^[0-9a-f]{64}$/)
  expect(train(condition)).toBe(expected)
})
