import { readFileSync } from 'node:fs'
import { getPriority } from 'node:os'
import { Worker } from 'node:worker_threads'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const moduleText = (text: string) => `data:text/javascript,${encodeURIComponent(text)}`

// A thread of its own reads JavaScript only.
const source = readFileSync(new URL('../../../src/main/training/yield-to-window.ts', import.meta.url), 'utf8')
const { outputText } = ts.transpileModule(source, { compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext } })
const inThread = `
  import { getPriority } from 'node:os'
  import { parentPort, Worker } from 'node:worker_threads'
  import { yieldToWindow } from ${JSON.stringify(moduleText(outputText))}
  yieldToWindow()
  const inner = new Worker("require('node:worker_threads').parentPort.postMessage(require('node:os').getPriority())", { eval: true })
  inner.once('message', (started) => parentPort.postMessage({ own: getPriority(), started }))
`

describe.runIf(process.platform === 'linux')('a thread that yields to the window', () => {
  it('and those that it starts come after the others, which stay as they are', async () => {
    const before = getPriority()
    const thread = new Worker(new URL(moduleText(inThread)))
    const seen = await new Promise((resolve, reject) => {
      thread.once('message', resolve)
      thread.once('error', reject)
    })
    await thread.terminate()
    const after = Math.min(19, before + 10)
    expect(seen).toEqual({ own: after, started: after })
    expect(getPriority()).toBe(before)
  })
})
