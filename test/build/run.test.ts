import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { SetupError } from '../../build/setup/errors.mjs'
import { run } from '../../build/setup/run.mjs'
import { temporaryFolder } from './support/folder.ts'

const CHILD = fileURLToPath(new URL('./support/run-child.mjs', import.meta.url))

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

describe('run', () => {
  it('gives what the tool wrote to stdout', async () => {
    expect(await run('sh', ['-c', 'echo out; echo err >&2'])).toBe('out\n')
  })

  it('says what failed, and what it printed', async () => {
    const tool = run('sh', ['-c', 'echo broken >&2; exit 3'], { what: 'the tool', advice: 'Try again.' })
    const failure = await tool.catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(SetupError)
    expect(failure).toMatchObject({ message: 'the tool failed (exit code 3)', output: 'broken', advice: 'Try again.' })
  })

  it('says so when there is no such tool', async () => {
    await expect(run('no-such-tool-anywhere', [])).rejects.toMatchObject({ output: expect.stringContaining('ENOENT') as string })
  })

  it('ends the tool and what it has started when set-up is killed', async () => {
    const file = join(temporaryFolder(), 'pids')
    const child = fork(CHILD, [file])
    while (!existsSync(file) || readFileSync(file, 'utf8').trim().split('\n').length < 2) await sleep(20)
    const pids = readFileSync(file, 'utf8').trim().split('\n').map(Number)
    expect(pids.map(isAlive)).toEqual([true, true])
    child.kill('SIGKILL')
    await once(child, 'exit')
    for (let tries = 0; tries < 100 && pids.some(isAlive); tries += 1) await sleep(20)
    expect(pids.map(isAlive)).toEqual([false, false])
  })
})
