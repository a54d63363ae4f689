import { Menu, type App, type MenuItemConstructorOptions } from 'electron'
import type { Command } from '../../shared/contract/app.ts'

/** Builds the menu bar. What concerns the page is sent to it as a command; the page decides whether it applies. */
export function buildMenu(app: App, command: (command: Command) => void, showAbout: () => void) {
  const send = (label: string, name: Command, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => command(name),
    ...(accelerator === undefined ? {} : { accelerator }),
  })
  const mac = process.platform === 'darwin'
  const about: MenuItemConstructorOptions = { label: `About ${app.name}`, click: () => showAbout() }
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const ofApplication: MenuItemConstructorOptions = {
    label: app.name,
    submenu: [about, separator, { role: 'hide' }, { role: 'hideOthers' }, { role: 'unhide' }, separator, { role: 'quit' }],
  }
  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: [
      send('&New Experiment…', 'new-experiment', 'CmdOrCtrl+N'),
      send('&Import Data Set…', 'import-dataset', 'CmdOrCtrl+I'),
      send('Import &Experiment…', 'import-experiment', 'CmdOrCtrl+Shift+I'),
      separator,
      send('Export &Manifold GIF…', 'export-manifold', 'CmdOrCtrl+E'),
      send('Export &Latent GIF…', 'export-scatter', 'CmdOrCtrl+Shift+E'),
      separator,
      mac ? { role: 'close' } : { role: 'quit' },
    ],
  }
  const run: MenuItemConstructorOptions = {
    label: '&Run',
    submenu: [
      send('&Train or Resume', 'train', 'CmdOrCtrl+Return'),
      send('&Pause', 'pause', 'CmdOrCtrl+Shift+P'),
      send('&Stop after This Epoch', 'stop', 'CmdOrCtrl+.'),
      separator,
      send('&Rename…', 'rename-experiment', 'F2'),
      send('&Delete', 'delete-experiment'),
    ],
  }
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
      separator,
      { role: 'reload' },
      { role: 'toggleDevTools' },
    ],
  }
  const help: MenuItemConstructorOptions = { role: 'help', submenu: [about] }
  return Menu.buildFromTemplate([
    ...(mac ? [ofApplication] : []),
    file,
    { role: 'editMenu' },
    run,
    view,
    { role: 'windowMenu' },
    ...(mac ? [] : [help]),
  ])
}
