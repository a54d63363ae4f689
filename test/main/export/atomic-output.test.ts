import { execFileSync } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { writeFileAtomically, writeFolderAtomically } from '../../../src/main/export/atomic-output.ts'
import { toWorkbenchError, WorkbenchError } from '../../../src/shared/errors.ts'
import { refusal } from '../../support/refusal.ts'

/** A folder that cannot be opened, as on a failing disk. */
const failing = vi.hoisted(() => ({ folder: '' }))
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  const open: typeof real.open = (path, ...rest) => (path === failing.folder ? Promise.reject(new Error('EIO')) : real.open(path, ...rest))
  return { ...real, open }
})

let directory: string
beforeEach(() => {
  failing.folder = ''
  directory = realpathSync(mkdtempSync(join(tmpdir(), 'atomic-')))
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

  it('writes what a link stands for, and leaves the link', async () => {
    mkdirSync(join(directory, 'elsewhere'))
    const [path, target] = [join(directory, 'figure.gif'), join(directory, 'elsewhere', 'real.gif')]
    symlinkSync(join('elsewhere', 'next'), path)
    symlinkSync('real.gif', join(directory, 'elsewhere', 'next'))
    for (const text of ['where nothing was', 'in its place']) {
      await writeFileAtomically(path, (file) => file.writeFile(text))
      expect(readFileSync(target, 'utf8')).toBe(text)
    }
    expect(lstatSync(path).isSymbolicLink()).toBe(true)
    expect(readdirSync(directory).sort()).toEqual(['elsewhere', 'figure.gif'])
    expect(readdirSync(join(directory, 'elsewhere')).sort()).toEqual(['next', 'real.gif'])
  })

  it('takes the place of links that lead in a circle', async () => {
    const path = join(directory, 'figure.gif')
    symlinkSync('figure.gif', path)
    await writeFileAtomically(path, (file) => file.writeFile('straight'))
    expect(readFileSync(path, 'utf8')).toBe('straight')
  })

  it.runIf(process.platform === 'linux').each([
    ['a folder', (place: string) => mkdirSync(place), /is a folder/],
    ['a pipe, a device', (place: string) => void execFileSync('mkfifo', [place]), /is not a file/],
  ])('never takes the place of %s, whatever link leads there', async (_, make, message) => {
    const [path, place] = [join(directory, 'figure.gif'), join(directory, 'place')]
    make(place)
    symlinkSync(place, path)
    for (const each of [path, place]) await expect(writeFileAtomically(each, () => Promise.resolve())).rejects.toThrow(refusal('usage', message))
    expect(readdirSync(directory).sort()).toEqual(['figure.gif', 'place'])
    expect(lstatSync(place).isFile()).toBe(false)
  })

  it('has not failed when the file is there and only its folder cannot be told', async () => {
    const path = join(directory, 'figure.gif')
    failing.folder = directory
    expect(await writeFileAtomically(path, (file) => file.writeFile('whole'))).toBe(5)
    expect(readFileSync(path, 'utf8')).toBe('whole')
    expect(readdirSync(directory)).toEqual(['figure.gif'])
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

  it('follows a link to an empty folder, and has not failed once it is there', async () => {
    mkdirSync(join(directory, 'real'))
    const path = join(directory, 'events')
    symlinkSync('real', path)
    failing.folder = directory
    expect(await writeFolderAtomically(path, (folder) => writeFile(join(folder, 'one'), 'abc'))).toBe(3)
    expect(lstatSync(path).isSymbolicLink()).toBe(true)
    expect(readdirSync(join(directory, 'real'))).toEqual(['one'])
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
