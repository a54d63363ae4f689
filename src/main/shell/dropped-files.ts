import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import { basename } from 'node:path'
import { z } from 'zod'
import { droppedFilesChannel } from '../../shared/contract/channels.ts'
import type { ChosenFile } from '../../shared/contract/datasets.ts'
import { printable } from '../../shared/plain-text.ts'
import type { FileHandles } from './file-handles.ts'
import { fileSize } from './file-size.ts'

const pathsSchema = z.array(z.string().min(1).max(4096)).max(20)

/**
 * Takes the paths of files that were dropped on the window, which only the preload script can know and send, and answers
 * with a handle of each: the page sees no path. Folders and what cannot be read are left out.
 */
export function registerDroppedFiles(
  ipcMain: Pick<IpcMain, 'handle'>,
  trusted: (event: Pick<IpcMainInvokeEvent, 'senderFrame'>) => boolean,
  files: FileHandles,
): void {
  ipcMain.handle(droppedFilesChannel, (event, request: unknown): ChosenFile[] => {
    const parsed = pathsSchema.safeParse(request)
    if (!trusted(event) || !parsed.success) return []
    return parsed.data.flatMap((path) => {
      const size = fileSize(path)
      return size === null ? [] : [{ handle: files.add(path), fileName: printable(basename(path)), size }]
    })
  })
}
