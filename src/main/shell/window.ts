import { BrowserWindow, nativeTheme, screen } from 'electron'
import { origin } from './protocol.ts'
import { readWindowState, restoredBounds, writeWindowState } from './window-state.ts'

const defaultSize = { width: 1280, height: 800 }
const minimumSize = { width: 1024, height: 700 }

/** Shown until the page has painted: its own background (styles/tokens.css), so that nothing flashes. */
const background = { light: '#f6f7f9', dark: '#16181c' }

/**
 * Creates the application's one window, hidden, with nothing loaded yet, where it was the last time.
 * @param stateFile keeps where the window is
 */
export function createWindow({ preload, stateFile, icon }: { preload: string; stateFile: string; icon: string }): BrowserWindow {
  const area = screen.getPrimaryDisplay().workAreaSize
  const state = readWindowState(stateFile)
  const screens = screen.getAllDisplays().map(({ workArea }) => workArea)
  const bounds = restoredBounds(state, screens, minimumSize) ?? {
    width: Math.max(minimumSize.width, Math.min(defaultSize.width, area.width)),
    height: Math.max(minimumSize.height, Math.min(defaultSize.height, area.height)),
  }
  const window = new BrowserWindow({
    title: 'Manifold Workbench',
    icon,
    ...bounds,
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
  if (state?.maximized === true) window.maximize()
  return window
}

/** Keeps where the window is, for the next start. */
export function saveWindow(window: BrowserWindow, stateFile: string): void {
  if (window.isDestroyed()) return
  writeWindowState(stateFile, { bounds: window.getNormalBounds(), maximized: window.isMaximized() })
}

/** Loads the page and shows the window as soon as it has painted itself, without waiting for the rest to load. */
export async function showWindow(window: BrowserWindow): Promise<void> {
  const shown = new Promise<void>((resolve) =>
    window.once('ready-to-show', () => {
      window.show()
      resolve()
    }),
  )
  await window.loadURL(`${origin}/`).catch((thrown: unknown) => {
    // A reload while the page still loads: the second load does the work of the first.
    if ((thrown as { code?: unknown }).code !== 'ERR_ABORTED') throw thrown
  })
  await shown
}
