import { dialog, shell, type BrowserWindow } from 'electron'
import { dirname, extname, join } from 'node:path'
import type { ChosenFileKind } from '../../shared/contract/datasets.ts'
import type { ExportFormat, ExportKind } from '../../shared/contract/exports.ts'

/** The questions that only the main process may ask, since their answers are paths. */
export interface Dialogs {
  /** Resolves null if the user closes the dialog. */
  chooseFile(title: string, what: ChosenFileKind): Promise<string | null>
  chooseDestination(kind: ExportKind, format: ExportFormat): Promise<string | null>
  /** Where to save a file of the page's, whose type its name says. */
  chooseSavePlace(fileName: string): Promise<string | null>
  /** Shows the file in the system's file manager. */
  reveal(path: string): void
}

/** The tutorial's names for its files, and the kin of them. */
const destinations: Record<ExportKind, { title: string; name: string }> = {
  manifold: { title: 'Export manifold', name: 'manifold' },
  scatter: { title: 'Export latent scatter', name: 'z_distr' },
  reconstructions: { title: 'Export reconstructions', name: 'reconstructions' },
  scalars: { title: 'Export scalars', name: 'scalars' },
  latents: { title: 'Export latents', name: 'latents' },
  labels: { title: 'Export labels', name: 'labels' },
  weights: { title: 'Export weights', name: 'weights' },
  experiment: { title: 'Export experiment', name: 'experiment' },
}

const openFilters: Record<ChosenFileKind, { name: string; extensions: string[] }> = {
  idx: { name: 'IDX files', extensions: ['gz', 'idx', 'idx1-ubyte', 'idx3-ubyte', 'ubyte'] },
  experiment: { name: 'Experiments', extensions: ['manifold'] },
}

/** How a dialog names a type of files. */
function filterOf(extension: string): { name: string; extensions: string[] } {
  return { name: extension.length > 4 ? extension : extension.toUpperCase(), extensions: [extension] }
}

/** The dialogs start where the user was last. */
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
    async chooseFile(title, what) {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title,
        defaultPath: directory,
        properties: ['openFile'],
        filters: [openFilters[what], { name: 'All files', extensions: ['*'] }],
      })
      const path = filePaths[0]
      if (canceled || path === undefined) return null
      directory = dirname(path)
      return path
    },
    chooseDestination(kind, format) {
      const { title, name } = destinations[kind]
      return save(title, `${name}.${format}`, filterOf(format))
    },
    chooseSavePlace(fileName) {
      return save('Save', fileName, filterOf(extname(fileName).slice(1)))
    },
    reveal: (path) => shell.showItemInFolder(path),
  }
}
