import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { WorkbenchError } from '../shared/errors.ts'

const writeBits = 0o222

/**
 * Looks whether somebody has protected a file, or the folder that it lies in: renaming another one into its place, as exports and
 * copies do, asks the folder's permissions only, and root's asks none.
 * @param target at the end of all links; it need not be there @param path what the user knows it by
 * @throws WorkbenchError `permission-denied`
 */
export async function refuseProtected(target: string, path: string): Promise<void> {
  const folder = dirname(target)
  if (await isProtected(folder, true)) {
    throw new WorkbenchError(
      'permission-denied',
      `“${path}” cannot be written: its folder is write-protected. Change the folder’s permissions, or choose another place.`,
    )
  }
  if (await isProtected(target, false)) {
    throw new WorkbenchError(
      'permission-denied',
      `“${path}” is write-protected, so it is not replaced. Change its permissions, or choose another name.`,
    )
  }
}

/** What is wrong with it otherwise shows when it is written. */
async function isProtected(path: string, isFolder: boolean): Promise<boolean> {
  try {
    const { mode } = await stat(path)
    // Windows knows another use for that mark on a folder.
    if ((mode & writeBits) === 0 && !(isFolder && process.platform === 'win32')) return true
    await access(path, constants.W_OK)
    return false
  } catch (thrown) {
    return ['EACCES', 'EPERM'].includes((thrown as NodeJS.ErrnoException).code ?? '')
  }
}
