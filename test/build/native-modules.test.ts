import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { electronCommand } from '../../build/commands/launch.mjs'
import { ROOT } from '../../build/setup/context.mjs'

const execute = promisify(execFile)
const RUNTIMES = [
  { runtime: 'Node', command: process.execPath, env: {} },
  { runtime: 'Electron', command: electronCommand().command, env: { ELECTRON_RUN_AS_NODE: '1' } },
]

/** The set-up's native modules in each runtime they are meant for, in a process of its own. */
async function evaluate({ command, env }: (typeof RUNTIMES)[number], args: string[]): Promise<string> {
  const { stdout } = await execute(command, args, { cwd: ROOT, env: { ...process.env, ...env, TF_CPP_MIN_LOG_LEVEL: '2' } })
  return stdout.trim()
}

/** The engine's door to TensorFlow in one file, within reach of node_modules. */
const folder = join(ROOT, 'node_modules', '.cache', `native-modules-test-${process.pid}`)

beforeAll(async () => {
  const entry = join(ROOT, 'src', 'main', 'engine', 'tensorflow.ts')
  await build({ configFile: false, logLevel: 'warn', build: { ssr: entry, outDir: folder, rolldownOptions: { output: { entryFileNames: '[name].mjs' } } } })
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.each(RUNTIMES)('in $runtime', (runtime) => {
  it('TensorFlow takes a tensor and gives it back', async () => {
    const script = `import(${JSON.stringify(join(folder, 'tensorflow.mjs'))}).then(({ tf }) =>
      console.log(tf.backend().binding.TF_Version, tf.add(tf.tensor([1, 2, 3]), 1).dataSync().join(' ')))`
    expect(await evaluate(runtime, ['-e', script])).toBe('2.21.0 2 3 4')
  })

  // A binding made with the wrong headers passes every test until the garbage collector frees a database or statement.
  it('better-sqlite3 survives the collection of what it made', async () => {
    const output = await evaluate(runtime, ['--expose-gc', join(ROOT, 'test', 'build', 'support', 'sqlite-stress.mjs')])
    expect(output).toBe('300 databases')
  })
})
