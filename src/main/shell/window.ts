import { BrowserWindow, nativeTheme, screen } from 'electron'
import { origin } from './protocol.ts'

const defaultSize = { width: 1280, height: 800 }
const minimumSize = { width: 1024, height: 700 }

/** Shown until the page has painted: its own background (styles/tokens.css), so that nothing flashes. */
const background = { light: '#f6f7f9', dark: '#16181c' }

/** Creates the application's one window, hidden, with nothing loaded yet. */
export function createWindow(preload: string): BrowserWindow {
  const area = screen.getPrimaryDisplay().workAreaSize
  return new BrowserWindow({
    title: 'Manifold Workbench',
    width: Math.max(minimumSize.width, Math.min(defaultSize.width, area.width)),
    height: Math.max(minimumSize.height, Math.min(defaultSize.height, area.height)),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      // The spelling checker would fetch its dictionaries.
      spellcheck: false,
      // The curves go on while the window is behind another.
      backgroundThrottling: false,
    },
  })
}

/** Loads the page and shows the window once it has painted itself. */
export async function showWindow(window: BrowserWindow): Promise<void> {
  const painted = new Promise<void>((resolve) => window.once('ready-to-show', () => resolve()))
  await window.loadURL(`${origin}/`).catch((thrown: unknown) => {
    // A reload while the page still loads: the second load does the work of the first.
    if ((thrown as { code?: unknown }).code !== 'ERR_ABORTED') throw thrown
  })
  await painted
  window.show()
}
