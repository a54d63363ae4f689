import { chmodSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { holderInWords, WorkspaceLock } from '../../../src/main/store/workspace-lock.ts'
import { asOrdinaryUser } from '../../support/ordinary-user.ts'
import { refusal } from '../../support/refusal.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { startChild } from './support/child.ts'

const folder = temporaryFolder('workspace lock')
const workspace = () => mkdtempSync(join(folder, 'w'))

describe('the workspace’s lock', () => {
  it('has one holder at a time', () => {
    const place = workspace()
    const lock = WorkspaceLock.acquire(place)
    expect(lock).not.toBeNull()
    expect(WorkspaceLock.acquire(place)).toBeNull()
    expect(WorkspaceLock.acquire(workspace())).not.toBeNull()
    // Being refused must not have let the holder's lock go.
    expect(WorkspaceLock.acquire(place)).toBeNull()
    lock?.release()
    expect(WorkspaceLock.acquire(place)).not.toBeNull()
  })

  it('is held against other processes, and ends with its own when that is killed', async () => {
    const place = workspace()
    const child = await startChild('hold-lock', place)
    expect(await child.line()).toBe('held')
    expect(WorkspaceLock.acquire(place)).toBeNull()
    await child.kill()
    const lock = WorkspaceLock.acquire(place)
    expect(lock).not.toBeNull()

    const late = await startChild('hold-lock', place)
    expect(await late.line()).toBe('refused')
    await late.kill()
    lock?.release()
  })

  it('is not had while a program of an older version trains there', () => {
    const place = workspace()
    const older = new Database(join(place, 'training.lock'))
    older.exec('BEGIN EXCLUSIVE')
    expect(WorkspaceLock.acquire(place)).toBeNull()
    older.close()
    const lock = WorkspaceLock.acquire(place)
    expect(lock).not.toBeNull()
    expect(WorkspaceLock.acquire(place)).toBeNull()
    lock?.release()
  })

  it('does not make the workspace: one that is gone must not come back empty', () => {
    const place = join(workspace(), 'gone')
    expect(() => WorkspaceLock.acquire(place)).toThrow(refusal('not-found', place))
    expect(existsSync(place)).toBe(false)
  })

  it('says who has it', () => {
    const place = workspace()
    const lock = WorkspaceLock.acquire(place, 'a window')
    expect(holderInWords(place)).toMatch(/^a window, process \d+, since \d\d:\d\d$/)
    lock?.release()
    expect(holderInWords(place)).toBe('another program')
  })

  it('names a place where it cannot be', () => {
    const file = join(workspace(), 'file')
    writeFileSync(file, '')
    expect(() => WorkspaceLock.acquire(file)).toThrow(refusal('usage', file))

    const closed = workspace()
    chmodSync(folder, 0o755)
    chmodSync(closed, 0o555)
    expect(() => asOrdinaryUser(() => WorkspaceLock.acquire(closed))).toThrow(refusal('permission-denied'))

    const taken = workspace()
    mkdirSync(join(taken, 'workspace.lock'))
    expect(() => WorkspaceLock.acquire(taken)).toThrow(refusal('permission-denied'))

    const other = workspace()
    writeFileSync(join(other, 'workspace.lock'), 'not a lock '.repeat(1000))
    expect(() => WorkspaceLock.acquire(other)).toThrow(refusal('internal', 'Delete it'))
  })
})
