import { Menu, type App, type MenuItemConstructorOptions } from 'electron'
import { commands, type Command, type CommandDescription, type CommandPlace } from '../../shared/commands.ts'
import type { Destination, MenuContents } from '../../shared/contract/app.ts'

export interface MenuActions {
  /** What concerns the page is sent to it; the page decides whether it applies. */
  command: (command: Command) => void
  go: (destination: Destination) => void
}

const separator: MenuItemConstructorOptions = { type: 'separator' }

/** Keys without a modifier belong to the page: as accelerators they could no longer be typed. */
function accelerator(keys: string | undefined): { accelerator?: string } {
  return keys !== undefined && (keys.includes('+') || /^F\d+$/.test(keys)) ? { accelerator: keys } : {}
}

/** The commands of one menu, in their groups. */
function commandsOf(place: CommandPlace, { command }: MenuActions): MenuItemConstructorOptions[] {
  const entries: readonly CommandDescription[] = commands
  return entries
    .filter((entry) => entry.place === place)
    .flatMap(({ name, label, keys, group }) => [
      ...(group === true ? [separator] : []),
      { id: name, label, click: () => command(name), ...accelerator(keys) },
    ])
}

function pagesOf(pages: readonly string[], { go }: MenuActions): MenuItemConstructorOptions[] {
  return pages.map((label, page) => ({ label, accelerator: `CmdOrCtrl+${page + 1}`, click: () => go({ page }) }))
}

function recentOf(recent: MenuContents['recent'], { go }: MenuActions): MenuItemConstructorOptions {
  const submenu = recent.map(({ experimentId, name }): MenuItemConstructorOptions => {
    // An ampersand would mark the letter behind it.
    return { label: name.replaceAll('&', '&&'), click: () => go({ experimentId }) }
  })
  return { label: 'Recent experiments', enabled: submenu.length > 0, submenu }
}

/** Builds the menu bar from the list of commands and what the page shows. */
export function buildMenu(app: Pick<App, 'name'>, { pages, recent }: MenuContents, actions: MenuActions) {
  const mac = process.platform === 'darwin'
  const ofApplication: MenuItemConstructorOptions = {
    label: app.name,
    submenu: [{ role: 'services' }, separator, { role: 'hide' }, { role: 'hideOthers' }, { role: 'unhide' }, separator, { role: 'quit' }],
  }
  const [newExperiment, importDataset, importExperiment, ...exports] = commandsOf('file', actions)
  return Menu.buildFromTemplate([
    ...(mac ? [ofApplication] : []),
    {
      label: '&File',
      submenu: [
        ...[newExperiment, importDataset, importExperiment].filter((item) => item !== undefined),
        recentOf(recent, actions),
        ...exports,
        separator,
        mac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    { label: '&Run', submenu: commandsOf('run', actions) },
    {
      label: '&View',
      submenu: [
        ...pagesOf(pages, actions),
        separator,
        ...commandsOf('view', actions),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
        separator,
        { role: 'reload' },
        { role: 'toggleDevTools' },
      ],
    },
    { role: 'windowMenu' },
    { role: 'help', submenu: commandsOf('help', actions) },
  ])
}
