import { dialog, shell, type BrowserWindow } from 'electron'
import { dirname, extname, join } from 'node:path'
import type { ExportKind } from '../../shared/contract/exports.ts'

/** The questions that only the main process may ask, since their answers are paths. */
export interface Dialogs {
  /** Resolves null if the user closes the dialog. */
  chooseFile(title: string): Promise<string | null>
  chooseDestination(kind: ExportKind): Promise<string | null>
  /** Where to save a file of the page's, whose type its name says. */
  chooseSavePlace(fileName: string): Promise<string | null>
  /** Shows the file in the system's file manager. */
  reveal(path: string): void
}

/** The tutorial's names for its files, and the kin of them. */
const destinations: Record<ExportKind, { title: string; fileName: string; extension: string; type: string }> = {
  manifold: { title: 'Export manifold', fileName: 'manifold.gif', extension: 'gif', type: 'GIF' },
  scatter: { title: 'Export latent scatter', fileName: 'z_distr.gif', extension: 'gif', type: 'GIF' },
  reconstructions: { title: 'Export reconstructions', fileName: 'reconstructions.gif', extension: 'gif', type: 'GIF' },
  scalars: { title: 'Export scalars', fileName: 'scalars.csv', extension: 'csv', type: 'CSV' },
  weights: { title: 'Export weights', fileName: 'weights.safetensors', extension: 'safetensors', type: 'safetensors' },
}

/** Both dialogs start where the user was last. */
export function systemDialogs(window: BrowserWindow, startDirectory: string): Dialogs {
  let directory = startDirectory
  const save = async (title: string, fileName: string, filter: { name: string; extensions: string[] }) => {
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      title,
      defaultPath: join(directory, fileName),
      filters: [filter],
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    })
    if (canceled || filePath === '') return null
    directory = dirname(filePath)
    return filePath
  }
  return {
    async chooseFile(title) {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title,
        defaultPath: directory,
        properties: ['openFile'],
        filters: [
          { name: 'IDX files', extensions: ['gz', 'idx', 'idx1-ubyte', 'idx3-ubyte', 'ubyte'] },
          { name: 'All files', extensions: ['*'] },
        ],
      })
      const path = filePaths[0]
      if (canceled || path === undefined) return null
      directory = dirname(path)
      return path
    },
    chooseDestination(kind) {
      const { title, fileName, extension, type } = destinations[kind]
      return save(title, fileName, { name: type, extensions: [extension] })
    },
    chooseSavePlace(fileName) {
      const extension = extname(fileName).slice(1)
      return save('Save', fileName, { name: extension.toUpperCase(), extensions: [extension] })
    },
    reveal: (path) => shell.showItemInFolder(path),
  }
}
