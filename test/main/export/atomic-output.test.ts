import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeFileAtomically, writeFolderAtomically } from '../../../src/main/export/atomic-output.ts'
import { toWorkbenchError, WorkbenchError } from '../../../src/shared/errors.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'atomic-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const stopped = new WorkbenchError('cancelled', 'stopped')

describe('writeFileAtomically', () => {
  it('shows the file under its name only when it is whole', async () => {
    const path = join(directory, 'figure.gif')
    const bytes = await writeFileAtomically(path, async (file) => {
      await file.writeFile('first ')
      expect(existsSync(path)).toBe(false)
      await file.writeFile('second')
    })
    expect(bytes).toBe(12)
    expect(readFileSync(path, 'utf8')).toBe('first second')
    expect(readdirSync(directory)).toEqual(['figure.gif'])
  })

  it('leaves nothing behind, and the older file alone, when writing fails', async () => {
    const path = join(directory, 'figure.gif')
    writeFileSync(path, 'older')
    const failing = writeFileAtomically(path, async (file) => {
      await file.writeFile('half')
      throw stopped
    })
    await expect(failing).rejects.toBe(stopped)
    expect(readdirSync(directory)).toEqual(['figure.gif'])
    expect(readFileSync(path, 'utf8')).toBe('older')
  })

  it("speaks of the user's file when the folder is missing", async () => {
    const path = join(directory, 'missing', 'figure.gif')
    const failing = writeFileAtomically(path, () => Promise.resolve())
    await expect(failing).rejects.toMatchObject({ code: 'not-found' })
    await expect(failing).rejects.toThrow(path)
  })

  it.runIf(existsSync('/dev/full'))('says that the disk is full and leaves nothing', async () => {
    const full = await import('node:fs/promises').then(({ open }) => open('/dev/full', 'w'))
    const path = join(directory, 'figure.gif')
    const failing = writeFileAtomically(path, () => full.writeFile('much'))
    await expect(failing).rejects.toMatchObject({ code: 'disk-full' })
    await expect(failing).rejects.toThrow(path)
    await full.close()
    expect(readdirSync(directory)).toEqual([])
  })
})

describe('writeFolderAtomically', () => {
  it('shows the folder only when it is whole, also in place of an empty one', async () => {
    const path = join(directory, 'events')
    mkdirSync(path)
    const bytes = await writeFolderAtomically(path, async (folder) => {
      await writeFile(join(folder, 'one'), 'abc')
      expect(readdirSync(path)).toEqual([])
      await writeFile(join(folder, 'two'), 'de')
    })
    expect(bytes).toBe(5)
    expect(readdirSync(directory)).toEqual(['events'])
    expect(readdirSync(path).sort()).toEqual(['one', 'two'])
  })

  it('leaves nothing behind when writing fails', async () => {
    const path = join(directory, 'events')
    const failing = writeFolderAtomically(path, async (folder) => {
      await writeFile(join(folder, 'one'), 'abc')
      throw stopped
    })
    await expect(failing).rejects.toBe(stopped)
    expect(readdirSync(directory)).toEqual([])
  })

  it("speaks of the user's folder, not of the one that it writes to at first", async () => {
    const path = join(directory, 'events')
    const failing = writeFolderAtomically(path, async (folder) => {
      await writeFile(join(folder, 'missing', 'one'), 'abc').catch((error: unknown) => {
        throw toWorkbenchError(error)
      })
    })
    await expect(failing).rejects.toThrow(`“${path}” does not exist`)
  })

  it('never replaces a folder that holds something', async () => {
    const path = join(directory, 'events')
    mkdirSync(path)
    writeFileSync(join(path, 'mine'), '')
    await expect(writeFolderAtomically(path, () => Promise.resolve())).rejects.toBeInstanceOf(WorkbenchError)
    expect(readdirSync(directory)).toEqual(['events'])
    expect(readdirSync(path)).toEqual(['mine'])
  })
})
