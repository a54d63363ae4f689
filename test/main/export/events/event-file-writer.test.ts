import { fdatasyncSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { EventFileWriter } from '../../../../src/main/export/events/event-file-writer.ts'
import { WorkbenchError } from '../../../../src/shared/errors.ts'
import { readEventFile } from './read-events.ts'

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>()
  return { ...fs, fdatasyncSync: vi.fn(fs.fdatasyncSync) }
})

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'events-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

describe('EventFileWriter', () => {
  it("is named as TensorFlow's, but for its machine and process, and begins with the version", () => {
    const logs = join(directory, 'logs', 'run')
    const writer = EventFileWriter.create(logs, { wallTime: 1_700_000_000.5 })
    writer.close()
    expect(readdirSync(logs)).toEqual([basename(writer.file)])
    expect(basename(writer.file)).toBe('events.out.tfevents.1700000000.manifold-workbench')
    expect(readEventFile(readFileSync(writer.file))).toEqual({ version: 'brain.Event:2', sessionStart: 0, summaries: [] })
  })

  it('keeps tag, value, step and time', () => {
    const writer = EventFileWriter.create(directory)
    writer.scalar('loss', 0.0978, 0, 1_700_000_000.25)
    writer.scalar('val_loss', -1e-9, 999, 1_700_000_001)
    writer.scalar('kl', NaN, 100_000, 1_700_000_002)
    writer.scalar('learning_rate', 1e300, 1, 1_700_000_003)
    writer.close()
    expect(readEventFile(readFileSync(writer.file)).summaries).toEqual([
      { tag: 'loss', value: Math.fround(0.0978), step: 0, wallTime: 1_700_000_000.25 },
      { tag: 'val_loss', value: Math.fround(-1e-9), step: 999, wallTime: 1_700_000_001 },
      { tag: 'kl', value: NaN, step: 100_000, wallTime: 1_700_000_002 },
      { tag: 'learning_rate', value: Infinity, step: 1, wallTime: 1_700_000_003 },
    ])
  })

  it('keeps images', () => {
    const png = Uint8Array.from({ length: 5000 }, (_, index) => index % 251)
    const writer = EventFileWriter.create(directory)
    writer.image('manifold', { png, width: 420, height: 336, channels: 1, description: 'z₀ →, z₁ ↓' }, 7, 1_700_000_000)
    writer.close()
    const [image] = readEventFile(readFileSync(writer.file)).summaries
    expect(image).toMatchObject({ tag: 'manifold', step: 7, value: { width: 420, height: 336, channels: 1 } })
    expect(Buffer.from((image?.value as { png: Uint8Array }).png).equals(png)).toBe(true)
  })

  it('says where a resumed run takes up', () => {
    const writer = EventFileWriter.create(directory, { startStep: 12 })
    writer.close()
    expect(readEventFile(readFileSync(writer.file)).sessionStart).toBe(12)
  })

  it('has whole records on the disk after each flush', () => {
    const writer = EventFileWriter.create(directory)
    for (let step = 0; step < 3; step++) {
      writer.scalar('loss', step, step, step)
      expect(readEventFile(readFileSync(writer.file)).summaries).toHaveLength(step)
      writer.flush()
      expect(readEventFile(readFileSync(writer.file)).summaries).toHaveLength(step + 1)
    }
    writer.close()
  })

  it('keeps files apart that begin in the same second, also in threads of their own, and in their order', async () => {
    const files = []
    for (let thread = 0; thread < 12; thread++) {
      vi.resetModules()
      const { EventFileWriter } = await import('../../../../src/main/export/events/event-file-writer.ts')
      const writer = EventFileWriter.create(directory, { wallTime: 1 })
      writer.close()
      files.push(basename(writer.file))
    }
    expect(readdirSync(directory).sort()).toEqual(files)
  })

  it('is begun beside files of any name', () => {
    for (const name of ['9999999999.x', '9000000000.x', '8999999999.x', '00000000001.x', 'x', '9999999999']) writeFileSync(join(directory, `events.out.tfevents.${name}`), '')
    const now = Math.floor(Date.now() / 1000)
    // The name that would be next.
    writeFileSync(join(directory, 'events.out.tfevents.9000000001.manifold-workbench'), '')
    const names = [1, 2, 3].map(() => {
      const writer = EventFileWriter.create(directory)
      writer.close()
      return basename(writer.file)
    })
    expect(new Set(names).size).toBe(3)
    for (const name of names) expect(name).toMatch(/^events\.out\.tfevents\.\d{10}\./)
    expect(Number(names[2]?.split('.')[3])).toBeGreaterThanOrEqual(now)
  })

  it('holds each event once, though the disk says only at the end that it has no room', () => {
    const writer = EventFileWriter.create(directory, { wallTime: 1 })
    const size = () => statSync(writer.file).size
    const before = size()
    writer.scalar('loss', 0.5, 0, 1)
    // A file system that tells so, such as NFS, cannot be mounted everywhere.
    vi.mocked(fdatasyncSync).mockImplementationOnce(() => {
      throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
    })
    expect(() => writer.flush()).toThrow(expect.objectContaining({ code: 'disk-full' }) as Error)
    expect(size()).toBe(before)
    writer.close()
    expect(readEventFile(readFileSync(writer.file)).summaries).toHaveLength(1)
  })

  it('comes after the files of older versions, in the names that TensorFlow gives', () => {
    writeFileSync(join(directory, 'events.out.tfevents.1700000000.zeus.example.org.4711.0'), '')
    const writer = EventFileWriter.create(directory, { wallTime: 1_700_000_000 })
    writer.close()
    expect(readdirSync(directory).sort().at(-1)).toBe(basename(writer.file))
  })

  it('comes after the files before it, also when the clock was set back', () => {
    const times = [1_700_000_000, 1_600_000_000, 1_700_000_005]
    const names = times.map((wallTime) => {
      const writer = EventFileWriter.create(directory, { wallTime })
      writer.close()
      return basename(writer.file).split('.')[3]
    })
    expect(names).toEqual(['1700000000', '1700000001', '1700000005'])
  })

  it('says so when its folder has vanished', () => {
    const logs = join(directory, 'logs')
    const writer = EventFileWriter.create(logs)
    rmSync(logs, { recursive: true })
    writer.scalar('loss', 1, 0, 0)
    expect(() => writer.flush()).toThrow(expect.objectContaining({ code: 'not-found' }))
    expect(() => writer.flush()).toThrow(logs)
    expect(() => writer.close()).toThrow(WorkbenchError)
  })

  it('refuses a folder that is a file', () => {
    const file = join(directory, 'logs')
    writeFileSync(file, '')
    expect(() => EventFileWriter.create(file)).toThrow(WorkbenchError)
    expect(() => EventFileWriter.create(join(file, 'run'))).toThrow(expect.objectContaining({ code: 'usage' }))
  })
})
