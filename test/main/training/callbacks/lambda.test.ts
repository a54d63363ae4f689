import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { WorkbenchError } from '../../../../src/shared/errors.ts'
import { LambdaCallback } from '../../../../src/main/training/callbacks/lambda.ts'
import { RunAborted } from '../../../../src/main/training/run-aborted.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { epochLogs } from './logs.ts'

// With the real process of a module, as built.
const folder = temporaryFolder('lambda callback')
const begin = { epoch: 0, logs: null }
const batchLogs = { loss: 1, reconstruction: 2, kl: 3 }

let modules = 0
function moduleOf(...lines: string[]): string {
  const file = join(folder, `callback-${modules++}.mjs`)
  writeFileSync(file, lines.join('\n'))
  return file
}

async function load(path: string) {
  const abortion = new AbortController()
  const warnings: string[] = []
  const failures: WorkbenchError[] = []
  const callback = await LambdaCallback.load(path, {
    signal: abortion.signal,
    warn: (message) => warnings.push(message),
    fail: (error) => failures.push(error),
  })
  onTestFinished(() => callback.close())
  return { callback, warnings, failures, abort: () => abortion.abort() }
}

describe('LambdaCallback', () => {
  it('calls each hook with Keras’ arguments and waits for promises', async () => {
    const calls = join(folder, 'calls')
    const note = `const note = (...values) => appendFileSync(${JSON.stringify(calls)}, JSON.stringify(values) + "\\n")`
    const { callback } = await load(
      moduleOf(
        'import { appendFileSync } from "node:fs"',
        note,
        'const later = () => new Promise((resolve) => setTimeout(resolve, 50))',
        'export async function onTrainBegin(begin) { await later(); note("onTrainBegin", begin) }',
        ...['onEpochBegin', 'onBatchBegin', 'onBatchEnd', 'onEpochEnd', 'onTrainEnd'].map(
          (name) => `export const ${name} = (...values) => note("${name}", ...values)`,
        ),
      ),
    )
    const logs = epochLogs({ val_loss: 0.1 })
    await callback.onTrainBegin({ epoch: 3, logs })
    await callback.onEpochBegin(3)
    await callback.onBatchBegin(0)
    await callback.onBatchEnd(0, batchLogs)
    await callback.onEpochEnd(3, logs)
    await callback.onTrainEnd(logs)
    const told = readFileSync(calls, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as unknown)
    expect(told).toEqual([
      ['onTrainBegin', { epoch: 3, logs }],
      ['onEpochBegin', 3],
      ['onBatchBegin', 0],
      ['onBatchEnd', 0, batchLogs],
      ['onEpochEnd', 3, logs],
      ['onTrainEnd', logs],
    ])
  })

  it('needs but one hook, and hands over copies', async () => {
    const { callback } = await load(moduleOf('export function onEpochEnd(epoch, logs) { logs.loss = 0 }'))
    const logs = epochLogs({ loss: 0.5 })
    await callback.onBatchEnd(0, batchLogs)
    await callback.onEpochEnd(0, logs)
    expect(logs.loss).toBe(0.5)
  })

  it('says file, line and column of what a hook throws', async () => {
    const file = moduleOf('export function onEpochEnd() {', '  inner()', '}', 'function inner() {', '  null.length', '}')
    const { callback } = await load(file)
    await expect(callback.onEpochEnd(0, epochLogs({}))).rejects.toMatchObject({
      name: 'WorkbenchError',
      code: 'callback-failed',
      message: expect.stringMatching(/^The callback failed in onEpochEnd at .*-\d+\.mjs:5:8: TypeError: .*null/) as unknown,
    })
    await expect(callback.onEpochEnd(0, epochLogs({}))).rejects.toThrow(`${file}:5:8`)
  })

  it('says where a rejected promise came from', async () => {
    const file = moduleOf('export async function onTrainBegin() {', '  await 0', '  throw new RangeError("too far")', '}')
    const { callback } = await load(file)
    await expect(callback.onTrainBegin(begin)).rejects.toThrow(`onTrainBegin at ${file}:3:9: RangeError: too far`)
  })

  it('says what became of the epoch, and advises to resume only where something may be left to train', async () => {
    const { callback } = await load(
      moduleOf('const fail = () => { throw new Error("no.") }', 'export { fail as onTrainBegin, fail as onEpochBegin, fail as onBatchEnd, fail as onEpochEnd, fail as onTrainEnd }'),
    )
    await expect(callback.onTrainBegin(begin)).rejects.toThrow(/Error: no\. Nothing was trained\. Correct it and resume the run\.$/)
    await expect(callback.onEpochBegin(0)).rejects.toThrow(/Error: no\. Epoch 0 is not saved\. Correct it and resume the run\.$/)
    await expect(callback.onEpochBegin(2)).rejects.toThrow(/Error: no\. Epoch 2 is not saved; those before it are\. Correct/)
    await expect(callback.onBatchEnd(0, batchLogs)).rejects.toThrow(/Epoch 2 is not saved; those before it are\. Correct/)
    await expect(callback.onEpochEnd(2, epochLogs({}))).rejects.toThrow(/Error: no\. Epoch 2 is saved\. Correct it and resume the run\.$/)
    await expect(callback.onTrainEnd(null)).rejects.toThrow(/Error: no\. All epochs are saved\. Correct it before the next run\.$/)
  })

  it.each([
    ['no error', 'throw "no"', 'no'],
    ['nothing that can be put into words', 'throw Object.create(null)', 'something that cannot be put into words'],
    ['an error that throws', 'throw Object.defineProperty(new Error(), "message", { get() { throw 1 } })', 'something that cannot be put into words'],
  ])('passes on what is thrown: %s', async (_what, statement, said) => {
    const file = moduleOf(`export function onTrainBegin() { ${statement} }`)
    const { callback } = await load(file)
    await expect(callback.onTrainBegin(begin)).rejects.toThrow(`at ${file}: ${said}. `)
  })

  it('names the line of a syntax error', async () => {
    const file = moduleOf('export function onEpochEnd() {}', '', 'const = 1')
    await expect(load(file)).rejects.toThrow(`could not be loaded at ${file}:3: SyntaxError`)
  })

  it('names the line where loading threw', async () => {
    const file = moduleOf('export const onEpochEnd = () => {}', 'missing()')
    await expect(load(file)).rejects.toThrow(`could not be loaded at ${file}:2:1: ReferenceError`)
  })

  it.each([
    ['exports no hook', 'export const onEpochEnds = () => {}', 'exports none of onTrainBegin'],
    ['exports a hook that is no function', 'export const onEpochEnd = 7', 'which is not a function'],
  ])('refuses a module that %s', async (_what, source, message) => {
    await expect(load(moduleOf(source))).rejects.toThrow(message)
  })

  it.each([
    ...['data:text/javascript,export const onEpochEnd = process.exit', 'https://localhost/callback.mjs', 'node:fs', 'file:///dev/zero'],
    ...['/dev/zero', '/dev/stdin', '/proc/self/mem', '/etc/hostname', '.', '/', '', 'callback.mjs\0', 'x'.repeat(5000)],
  ])('loads a file of this machine and nothing else: not “%s”', async (path) => {
    const refused: unknown = await load(path).then(() => null, (thrown: unknown) => thrown)
    expect(refused).toMatchObject({ name: 'WorkbenchError', code: expect.stringMatching(/^(usage|not-found)$/) as string })
  })

  it('refuses a missing file', async () => {
    await expect(load(join(folder, 'none.mjs'))).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('a module that leaves its hook', () => {
  it.each([
    ['ends its process', 'process.exit(7)', 'ended its process (exit code 7)'],
    ['kills its process', 'process.kill(process.pid, "SIGKILL")', 'was ended by SIGKILL'],
    ['aborts its process', 'process.abort()', 'was ended by SIGABRT'],
  ])('%s and says so', async (_what, statement, said) => {
    const file = moduleOf('import process from "node:process"', `export function onEpochEnd() { ${statement} }`)
    const { callback, failures } = await load(file)
    await callback.onEpochBegin(1)
    await expect(callback.onEpochEnd(1, epochLogs({}))).rejects.toThrow(`The callback “${file}” ${said} in onEpochEnd. Epoch 1 is saved. Correct it and resume the run.`)
    expect(failures).toEqual([])
  })

  it.each([
    ['throws in a timer', 'setTimeout(() => { throw new Error("stray") }, 1)', /failed outside of its hooks at .*:1:\d+: Error: stray\. Epoch 0 is saved/],
    ['leaves a promise rejected', 'void Promise.reject(new Error("stray"))', /failed outside of its hooks at .*:1:\d+: Error: stray\. Epoch 0 is saved/],
    ['ends its process in a timer', 'setTimeout(() => process.exit(0), 1)', /ended its process \(exit code 0\) outside of its hooks\. Epoch 0 is saved/],
  ])('%s: the run hears of it', async (_what, statement, said) => {
    const { callback, failures } = await load(moduleOf(`export function onEpochEnd() { ${statement} }`))
    await callback.onEpochEnd(0, epochLogs({})).catch(() => undefined)
    await vi.waitFor(() => expect(failures[0]?.message).toMatch(said), 10_000)
  })

  it.each([
    ['spins', 'for (;;);'],
    ['never settles', 'return new Promise(() => undefined)'],
    ['waits for a program', 'execSync("sleep 1000")'],
    ['waits in the engine', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)'],
    ['prints for ever', 'for (;;) process.stdout.write("")'],
  ])('and %s is ended when the run is to end at once, with all that it has started', async (_what, statement) => {
    const alive = join(folder, `alive-${modules}`)
    const file = moduleOf(
      'import { execSync } from "node:child_process"',
      'import { writeFileSync } from "node:fs"',
      `export function onEpochEnd() { writeFileSync(${JSON.stringify(alive)}, String(process.pid)); ${statement} }`,
    )
    const { callback, abort } = await load(file)
    const called = callback.onEpochEnd(4, epochLogs({}))
    const ended = expect(called).rejects.toThrow(RunAborted)
    await vi.waitFor(() => expect(existsSync(alive) && readFileSync(alive, 'utf8')).toMatch(/\d/), 10_000)
    const pid = Number(readFileSync(alive, 'utf8'))
    abort()
    await ended
    await expect(called).rejects.toThrow('The callback did not come back from its onEpochEnd, so it was ended. Epoch 4 is saved.')
    // Its process leads a group, in which whatever it has started is.
    await vi.waitFor(() => expect(() => process.kill(-pid, 0)).toThrow('ESRCH'), 10_000)
  })

  it('is said to be waited for, once', async () => {
    const { callback, warnings } = await load(moduleOf('export const onEpochBegin = () => new Promise((resolve) => setTimeout(resolve, 10500))'))
    await callback.onEpochBegin(2)
    await callback.onEpochBegin(3)
    expect(warnings).toEqual([
      'The run waits for the callback to come back from its onEpochBegin. Epoch 2 is not saved; those before it are. Ctrl-C twice ends both.',
    ])
  })
})

describe('a module that changes what JavaScript is made of', () => {
  it.each([
    'Object.prototype.loss = 7',
    'Object.prototype.toJSON = () => 7',
    'Object.defineProperty(Object.prototype, "id", { get: () => "x", set() {} })',
    'Array.prototype.push = Array.prototype.map = null',
    'Promise.prototype.then = undefined',
    'String.prototype.replace = Function.prototype.call = null',
    'globalThis.process = undefined',
  ])('does so to itself alone: %s', async (statement) => {
    const { callback, failures } = await load(moduleOf(`export function onEpochEnd() { ${statement} }`))
    const words = /^The callback .*Epoch \d is saved\./
    // Its own process may be spoilt by it: then that is what is said.
    for (const epoch of [0, 1]) await callback.onEpochEnd(epoch, epochLogs({})).catch((thrown: unknown) => expect((thrown as Error).message).toMatch(words))
    for (const { message } of failures) expect(message).toMatch(words)
    expect(({} as { loss?: number }).loss).toBeUndefined()
    expect([1].map((each) => each + 1)).toEqual([2])
  })
})

describe('at the end of a run, a module', () => {
  it('may finish what it has begun', async () => {
    const file = join(folder, 'written')
    const source = `export function onTrainEnd() { setTimeout(() => writeFileSync(${JSON.stringify(file)}, "all"), 300) }`
    const { callback, warnings } = await load(moduleOf('import { writeFileSync } from "node:fs"', source))
    await callback.onTrainEnd(null)
    await callback.close()
    expect(readFileSync(file, 'utf8')).toBe('all')
    expect(warnings).toEqual([])
  })

  it('that goes on is ended, and it is said', async () => {
    const { callback, warnings } = await load(moduleOf('setInterval(() => undefined, 100)', 'export const onTrainEnd = () => undefined'))
    await callback.onTrainEnd(null)
    await callback.close()
    expect(warnings).toEqual(['The callback went on when the run was over, so it was ended.'])
  })
})
