import { mkdir, open, readdir, readlink, realpath, rename, rm, rmdir, stat, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { WorkbenchError } from '../../shared/errors.ts'
import { removeAbandoned, unfinishedMark } from '../unfinished.ts'
import { refuseProtected } from '../write-protection.ts'
import { fileError } from '../file-error.ts'

/** As many as Linux follows. */
const mostLinks = 40

/** Beside its target, so that renaming moves no data; the dot hides it where it should survive a crash. */
function temporarySibling(path: string): string {
  return join(dirname(path), `.${basename(path)}${unfinishedMark()}.partial`)
}

/** What killed processes left of the same file. */
function removeFormerRemains(path: string): void {
  removeAbandoned(dirname(path), (name) => name.startsWith(`.${basename(path)}.`))
}

/**
 * Where a file or folder is really written: at the end of the links that lead there, also where nothing is yet. Replacing the link
 * itself would leave what it stands for as it was.
 */
export async function targetOf(path: string): Promise<string> {
  for (let target = path, links = 0; links < mostLinks; links++) {
    const end = await realpath(target).catch(() => null)
    if (end !== null) return end
    const folder = await realpath(dirname(target)).catch(() => null)
    if (folder === null) return path
    const link = await readlink(target).catch(() => null)
    if (link === null) return join(folder, basename(target))
    target = resolve(folder, link)
  }
  // They lead in a circle.
  return path
}

/** @param path what the user knows it by */
async function refuseOtherThings(target: string, path: string): Promise<void> {
  await refuseProtected(target, path)
  const there = await stat(target).catch(() => null)
  if (there === null || there.isFile()) return
  throw new WorkbenchError('usage', there.isDirectory() ? `“${path}” is a folder. Name a file.` : `“${path}” is not a file. Name another one.`)
}

/** The error that ended the writing is the one to tell, whatever removing its remains meets. */
async function removeRemains(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch(() => undefined)
}

/** Without this a crash may undo a rename that has been reported as done. Windows does it by itself. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** It is there, and its bytes are on the disk: whatever this meets, the export has not failed. */
async function syncRenamed(path: string): Promise<void> {
  await syncFolder(dirname(path)).catch(() => undefined)
}

/**
 * A file that is there whole or not at all: under another name at first, renamed once the disk has all of it. Its errors
 * are WorkbenchErrors and name the file that the user knows.
 */
export class AtomicFile {
  private constructor(
    private readonly path: string,
    /** What it stands for, where it is a link. */
    private readonly target: string,
    /** Where it lies until it is whole. */
    readonly temporary: string,
    readonly handle: FileHandle,
  ) {}

  static async create(path: string): Promise<AtomicFile> {
    const target = await targetOf(path)
    await refuseOtherThings(target, path)
    const temporary = temporarySibling(target)
    removeFormerRemains(target)
    try {
      return new AtomicFile(path, target, temporary, await open(temporary, 'wx'))
    } catch (thrown) {
      throw fileError(thrown, path)
    }
  }

  /** @returns its size in bytes */
  async commit(): Promise<number> {
    try {
      await this.handle.sync()
      const { size } = await this.handle.stat()
      await this.handle.close()
      await rename(this.temporary, this.target)
      await syncRenamed(this.target)
      return size
    } catch (thrown) {
      await this.discard()
      throw this.errorOf(thrown)
    }
  }

  /** An error in words of the file that the user knows. */
  errorOf(thrown: unknown): WorkbenchError {
    return fileError(thrown, this.path, this.temporary)
  }

  /** Nothing is left, and a file of that name stays as it was. */
  async discard(): Promise<void> {
    await this.handle.close().catch(() => undefined)
    await removeRemains(this.temporary)
  }
}

/**
 * Writes a file that is there whole or not at all. If `write` throws, nothing is left and a file of that name stays as it
 * was.
 * @returns its size in bytes
 * @throws WorkbenchError
 */
export async function writeFileAtomically(path: string, write: (file: FileHandle) => Promise<void>): Promise<number> {
  const file = await AtomicFile.create(path)
  try {
    await write(file.handle)
  } catch (thrown) {
    await file.discard()
    throw file.errorOf(thrown)
  }
  return file.commit()
}

/**
 * The same for a folder, which must not exist yet or be empty. `write` syncs its files itself.
 * @returns the size of its files in bytes
 * @throws WorkbenchError
 */
export async function writeFolderAtomically(path: string, write: (folder: string) => Promise<void>): Promise<number> {
  const target = await targetOf(path)
  await refuseProtected(target, path)
  const temporary = temporarySibling(target)
  removeFormerRemains(target)
  try {
    await mkdir(temporary)
    await write(temporary)
    const sizes = await Promise.all((await readdir(temporary)).map(async (name) => (await stat(join(temporary, name))).size))
    await syncFolder(temporary)
    await rmdir(target).catch(() => undefined)
    await rename(temporary, target)
    await syncRenamed(target)
    return sizes.reduce((sum, size) => sum + size, 0)
  } catch (error) {
    await removeRemains(temporary)
    throw fileError(error, path, temporary)
  }
}
