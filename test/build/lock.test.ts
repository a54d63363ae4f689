import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { acquireLock } from '../../build/setup/lock.mjs'
import { processStart } from '../../build/setup/process-start.mjs'
import { temporaryFolder } from './support/folder.ts'

const CHILD = fileURLToPath(new URL('./support/lock-child.mjs', import.meta.url))

describe('acquireLock', () => {
  it('lets the next in after a release', async () => {
    const folder = temporaryFolder()
    const first = await acquireLock(folder)
    let entered = false
    const waitedFor: number[] = []
    const second = acquireLock(folder, { onWait: (pid) => waitedFor.push(pid) }).then((lock) => {
      entered = true
      return lock
    })
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(entered).toBe(false)
    await first.release()
    await (await second).release()
    expect(waitedFor).toEqual([process.pid])
  })

  it('takes over from a process that was killed', async () => {
    const folder = temporaryFolder()
    const child = fork(CHILD, [folder])
    await once(child, 'message')
    child.kill('SIGKILL')
    await once(child, 'exit')
    const startedAt = Date.now()
    const lock = await acquireLock(folder)
    expect(Date.now() - startedAt).toBeLessThan(1000)
    await lock.release()
  })

  it('waits for a process that lives', async () => {
    const folder = temporaryFolder()
    const child = fork(CHILD, [folder])
    onTestFinished(() => void child.kill('SIGKILL'))
    await once(child, 'message')
    const waitedFor: number[] = []
    const waiting = acquireLock(folder, { onWait: (pid) => waitedFor.push(pid) })
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(waitedFor).toEqual([child.pid])
    child.kill('SIGKILL')
    await (await waiting).release()
  })

  it.runIf(process.platform === 'linux')('does not take a process for the owner that was given its id later', async () => {
    const folder = temporaryFolder()
    const owner = { pid: process.pid, start: `${processStart(process.pid)}0`, host: hostname() }
    writeFileSync(join(folder, '7'), JSON.stringify(owner))
    const lock = await acquireLock(folder)
    expect(readdirSync(folder)).toEqual(['8'])
    await lock.release()
  })

  it('is not stopped by a ticket that a power cut left empty', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, '3'), '')
    await (await acquireLock(folder)).release()
    expect(readFileSync(join(folder, '4'), 'utf8')).toBe('null')
  })

  it('lets one in at a time, of many that find a dead owner', async () => {
    const folder = temporaryFolder()
    const log = join(temporaryFolder(), 'log')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, '1'), JSON.stringify({ pid: 2 ** 22 + 1, start: '1', host: hostname() }))
    writeFileSync(log, '')
    const children = Array.from({ length: 6 }, () => fork(CHILD, [folder, log]))
    await Promise.all(children.map((child) => once(child, 'exit')))
    const lines = readFileSync(log, 'utf8').trim().split('\n')
    expect(lines).toHaveLength(12)
    for (let index = 0; index < lines.length; index += 2) {
      const [owner] = (lines[index] ?? '').split(' ')
      expect(lines.slice(index, index + 2)).toEqual([`${owner} in`, `${owner} out`])
    }
  })
})
