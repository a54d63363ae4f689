import type { ElectronApplication } from 'playwright/test'

/** The system's file dialogs cannot be driven from outside: the next ones answer with these paths, in this order. */
export async function chooseFiles(app: ElectronApplication, ...paths: string[]): Promise<void> {
  await app.evaluate(({ dialog }, paths) => {
    const left = [...paths]
    dialog.showOpenDialog = () => {
      const path = left.shift()
      return Promise.resolve({ canceled: path === undefined, filePaths: path === undefined ? [] : [path] })
    }
  }, paths)
}

/** The next save dialogs answer with this path; null: the user closes them. */
export async function chooseDestination(app: ElectronApplication, path: string | null): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: path === null, filePath: path ?? '' })
  }, path)
}
