import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { TrainingLock } from '../../../src/main/store/training-lock.ts'
import { asOrdinaryUser } from '../../support/ordinary-user.ts'
import { refusal } from '../../support/refusal.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { startChild } from './support/child.ts'

const folder = temporaryFolder('training lock')
const workspace = () => mkdtempSync(join(folder, 'w'))

describe('the training lock', () => {
  it('has one holder at a time', () => {
    const place = workspace()
    const lock = TrainingLock.acquire(place)
    expect(lock).not.toBeNull()
    expect(TrainingLock.acquire(place)).toBeNull()
    expect(TrainingLock.acquire(workspace())).not.toBeNull()
    // Being refused must not have let the holder's lock go.
    expect(TrainingLock.acquire(place)).toBeNull()
    lock?.release()
    expect(TrainingLock.acquire(place)).not.toBeNull()
  })

  it('is held against other processes, and ends with its own when that is killed', async () => {
    const place = workspace()
    const child = await startChild('hold-lock', place)
    expect(await child.line()).toBe('held')
    expect(TrainingLock.acquire(place)).toBeNull()
    await child.kill()
    const lock = TrainingLock.acquire(place)
    expect(lock).not.toBeNull()

    const late = await startChild('hold-lock', place)
    expect(await late.line()).toBe('refused')
    await late.kill()
    lock?.release()
  })

  it('makes the workspace', () => {
    expect(TrainingLock.acquire(join(workspace(), 'a', 'b'))).not.toBeNull()
  })

  it('names a place where it cannot be', () => {
    const file = join(workspace(), 'file')
    writeFileSync(file, '')
    expect(() => TrainingLock.acquire(file)).toThrow(refusal('usage', file))

    const closed = workspace()
    chmodSync(folder, 0o755)
    chmodSync(closed, 0o555)
    expect(() => asOrdinaryUser(() => TrainingLock.acquire(closed))).toThrow(refusal('permission-denied'))

    const taken = workspace()
    mkdirSync(join(taken, 'training.lock'))
    expect(() => TrainingLock.acquire(taken)).toThrow(refusal('permission-denied'))

    const other = workspace()
    writeFileSync(join(other, 'training.lock'), 'not a lock '.repeat(1000))
    expect(() => TrainingLock.acquire(other)).toThrow(refusal('internal', 'Delete it'))
  })
})
