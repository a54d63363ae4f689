import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LambdaCallback } from '../../../../src/main/training/callbacks/lambda.ts'
import { epochLogs } from './logs.ts'

let temporary: string
let folder: string
beforeAll(() => {
  temporary = realpathSync(mkdtempSync(join(tmpdir(), 'lambda callback ')))
  // Vitest leaves modules below a folder of this name to Node, which is what loads them in the product.
  folder = join(temporary, 'node_modules', 'callbacks')
  mkdirSync(folder, { recursive: true })
})
afterAll(() => {
  rmSync(temporary, { recursive: true })
})

let modules = 0
function moduleOf(...lines: string[]): string {
  const file = join(folder, `callback-${modules++}.mjs`)
  writeFileSync(file, lines.join('\n'))
  return file
}

describe('LambdaCallback', () => {
  it('calls each hook with Keras’ arguments and waits for promises', async () => {
    const calls: unknown[][] = []
    Object.assign(globalThis, { calls })
    const callback = await LambdaCallback.load(
      moduleOf(
        'const later = () => new Promise((resolve) => setTimeout(resolve, 5))',
        'export async function onTrainBegin() { await later(); calls.push(["train begins"]) }',
        ...['onEpochBegin', 'onBatchBegin', 'onBatchEnd', 'onEpochEnd', 'onTrainEnd'].map(
          (name) => `export const ${name} = (...values) => { calls.push(["${name}", ...values]) }`,
        ),
      ),
    )
    const logs = epochLogs({ val_loss: 0.1 })
    await callback.onTrainBegin()
    await callback.onEpochBegin(3)
    await callback.onBatchBegin(0)
    await callback.onBatchEnd(0, { loss: 1, reconstruction: 2, kl: 3 })
    await callback.onEpochEnd(3, logs)
    await callback.onTrainEnd(logs)
    expect(calls).toEqual([
      ['train begins'],
      ['onEpochBegin', 3],
      ['onBatchBegin', 0],
      ['onBatchEnd', 0, { loss: 1, reconstruction: 2, kl: 3 }],
      ['onEpochEnd', 3, logs],
      ['onTrainEnd', logs],
    ])
  })

  it('needs but one hook, and hands over copies', async () => {
    const callback = await LambdaCallback.load(moduleOf('export function onEpochEnd(epoch, logs) { logs.loss = 0 }'))
    const logs = epochLogs({ loss: 0.5 })
    await callback.onBatchEnd(0, logs)
    await callback.onEpochEnd(0, logs)
    expect(logs.loss).toBe(0.5)
  })

  it('says file, line and column of what a hook throws', async () => {
    const file = moduleOf('export function onEpochEnd() {', '  inner()', '}', 'function inner() {', '  null.length', '}')
    const callback = await LambdaCallback.load(file)
    await expect(callback.onEpochEnd(0, epochLogs({}))).rejects.toMatchObject({
      name: 'WorkbenchError',
      code: 'callback-failed',
      message: expect.stringMatching(/^The callback failed in onEpochEnd at .*-\d+\.mjs:5:8: TypeError: .*null/) as unknown,
    })
    await expect(callback.onEpochEnd(0, epochLogs({}))).rejects.toThrow(`${file}:5:8`)
  })

  it('says where a rejected promise came from', async () => {
    const file = moduleOf('export async function onTrainBegin() {', '  await 0', '  throw new RangeError("too far")', '}')
    const callback = await LambdaCallback.load(file)
    await expect(callback.onTrainBegin()).rejects.toThrow(`onTrainBegin at ${file}:3:9: RangeError: too far`)
  })

  it('advises to resume only where something may be left to train', async () => {
    const callback = await LambdaCallback.load(
      moduleOf('const fail = () => { throw new Error("no") }', 'export { fail as onEpochBegin, fail as onTrainEnd }'),
    )
    await expect(callback.onEpochBegin(0)).rejects.toThrow(/Error: no\. Correct it and resume the run\.$/)
    await expect(callback.onTrainEnd(null)).rejects.toThrow(/Error: no\. All epochs are kept; correct it before the next run\.$/)
  })

  it('passes on what is thrown without being an error', async () => {
    const file = moduleOf('export function onTrainBegin() { throw "no" }')
    const callback = await LambdaCallback.load(file)
    await expect(callback.onTrainBegin()).rejects.toThrow(`at ${file}: no. `)
  })

  it('names the line of a syntax error', async () => {
    const file = moduleOf('export function onEpochEnd() {}', '', 'const = 1')
    await expect(LambdaCallback.load(file)).rejects.toThrow(`could not be loaded at ${file}:3: SyntaxError`)
  })

  it('names the line where loading threw', async () => {
    const file = moduleOf('export const onEpochEnd = () => {}', 'missing()')
    await expect(LambdaCallback.load(file)).rejects.toThrow(`could not be loaded at ${file}:2:1: ReferenceError`)
  })

  it.each([
    ['exports no hook', 'export const onEpochEnds = () => {}', 'exports none of onTrainBegin'],
    ['exports a hook that is no function', 'export const onEpochEnd = 7', 'which is not a function'],
  ])('refuses a module that %s', async (_what, source, message) => {
    await expect(LambdaCallback.load(moduleOf(source))).rejects.toThrow(message)
  })

  it.each([
    ...['data:text/javascript,export const onEpochEnd = process.exit', 'https://localhost/callback.mjs', 'node:fs', 'file:///dev/zero'],
    ...['/dev/zero', '/dev/stdin', '/proc/self/mem', '/etc/hostname', '.', '/', '', 'callback.mjs\0', 'x'.repeat(5000)],
  ])('loads a file of this machine and nothing else: not “%s”', async (path) => {
    const refused: unknown = await LambdaCallback.load(path).then(() => null, (thrown: unknown) => thrown)
    expect(refused).toMatchObject({ name: 'WorkbenchError', code: expect.stringMatching(/^(usage|not-found)$/) as string })
  })

  it('refuses a missing file', async () => {
    await expect(LambdaCallback.load(join(folder, 'none.mjs'))).rejects.toMatchObject({ code: 'not-found' })
  })
})
