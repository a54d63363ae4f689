import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, rmdir, stat, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileError } from './file-error.ts'

/** Beside its target, so that renaming moves no data; the dot hides it where it should survive a crash. */
function temporarySibling(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.partial`)
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

/**
 * Writes a file that is there whole or not at all: under another name at first, renamed once the disk has all of it.
 * If `write` throws, nothing is left and a file of that name stays as it was.
 * @returns its size in bytes
 * @throws WorkbenchError
 */
export async function writeFileAtomically(path: string, write: (file: FileHandle) => Promise<void>): Promise<number> {
  const temporary = temporarySibling(path)
  try {
    const file = await open(temporary, 'wx')
    let size: number
    try {
      await write(file)
      await file.sync()
      size = (await file.stat()).size
    } finally {
      await file.close()
    }
    await rename(temporary, path)
    await syncFolder(dirname(path))
    return size
  } catch (error) {
    await removeRemains(temporary)
    throw fileError(error, path)
  }
}

/**
 * The same for a folder, which must not exist yet or be empty. `write` syncs its files itself.
 * @returns the size of its files in bytes
 * @throws WorkbenchError
 */
export async function writeFolderAtomically(path: string, write: (folder: string) => Promise<void>): Promise<number> {
  const temporary = temporarySibling(path)
  try {
    await mkdir(temporary)
    await write(temporary)
    const sizes = await Promise.all((await readdir(temporary)).map(async (name) => (await stat(join(temporary, name))).size))
    await syncFolder(temporary)
    await rmdir(path).catch(() => undefined)
    await rename(temporary, path)
    await syncFolder(dirname(path))
    return sizes.reduce((sum, size) => sum + size, 0)
  } catch (error) {
    await removeRemains(temporary)
    throw fileError(error, path)
  }
}
