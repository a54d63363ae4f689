/** Where a command stands in the menu bar; `window` ones stand only in the list of shortcuts and the palette. */
export type CommandPlace = 'file' | 'run' | 'view' | 'help' | 'window'

interface CommandEntry {
  name: string
  label: string
  place: CommandPlace
  /** As Electron writes accelerators; without modifier for keys that the page hears itself, outside text fields. */
  keys?: string
  /** Begins a new group in the menu. */
  group?: true
}

/** Everything that can be done by name: the menu bar, the shortcuts, their list and the command palette all read this. */
export const commands = [
  { name: 'new-experiment', label: 'New experiment…', place: 'file', keys: 'CmdOrCtrl+N' },
  { name: 'import-dataset', label: 'Import data set…', place: 'file', keys: 'CmdOrCtrl+I' },
  { name: 'import-experiment', label: 'Import experiment…', place: 'file', keys: 'CmdOrCtrl+Shift+I' },
  { name: 'export-manifold', label: 'Export manifold GIF…', place: 'file', keys: 'CmdOrCtrl+E', group: true },
  { name: 'export-scatter', label: 'Export latent GIF…', place: 'file', keys: 'CmdOrCtrl+Shift+E' },
  { name: 'look-only-window', label: 'New window to look only', place: 'file', group: true },
  { name: 'train', label: 'Train or resume', place: 'run', keys: 'CmdOrCtrl+Return' },
  { name: 'one-epoch', label: 'Train one epoch', place: 'run', keys: 'CmdOrCtrl+Shift+Return' },
  { name: 'recover', label: 'Recover from divergence', place: 'run' },
  { name: 'pause', label: 'Pause', place: 'run', keys: 'CmdOrCtrl+Shift+P' },
  { name: 'stop', label: 'Stop after this epoch', place: 'run', keys: 'CmdOrCtrl+.' },
  { name: 'profile', label: 'Profile a training step…', place: 'run', group: true },
  { name: 'rename-experiment', label: 'Rename…', place: 'run', keys: 'F2', group: true },
  { name: 'duplicate', label: 'Duplicate', place: 'run', keys: 'CmdOrCtrl+D' },
  { name: 'delete-experiment', label: 'Delete', place: 'run' },
  { name: 'next-run', label: 'Next run', place: 'run', keys: 'CmdOrCtrl+Alt+Down', group: true },
  { name: 'previous-run', label: 'Previous run', place: 'run', keys: 'CmdOrCtrl+Alt+Up' },
  { name: 'play', label: 'Play or pause the timeline', place: 'window', keys: 'Space' },
  { name: 'previous-snapshot', label: 'Previous snapshot', place: 'window', keys: ',' },
  { name: 'next-snapshot', label: 'Next snapshot', place: 'window', keys: '.' },
  { name: 'palette', label: 'Commands and runs…', place: 'view', keys: 'CmdOrCtrl+K' },
  { name: 'shortcuts', label: 'Keyboard shortcuts', place: 'help', keys: '?' },
  { name: 'log', label: 'Log', place: 'help' },
  { name: 'about', label: 'About Manifold Workbench', place: 'help', group: true },
] as const satisfies readonly CommandEntry[]

export type Command = (typeof commands)[number]['name']

/** A command with all that may be said of one. */
export type CommandDescription = CommandEntry & { name: Command }

/** The keys as people write them: “Ctrl+Enter”; “⌘Enter” on a Mac. */
export function keysInWords(keys: string, mac: boolean): string {
  return keys
    .replace('CmdOrCtrl', mac ? '⌘' : 'Ctrl')
    .replace('Return', 'Enter')
    .replace('Down', '↓')
    .replace('Up', '↑')
    .replace(/⌘\+/, '⌘')
}

/** Shortcuts that no command stands for, since a single control has them. */
export const otherShortcuts = [
  { label: 'Go to a page by its place on the rail', keys: '1 … 9, Ctrl+1 … Ctrl+9' },
  { label: 'Undo what the notice offers', keys: 'Ctrl+Z' },
  { label: 'Menu of the run or the figure in focus', keys: 'Shift+F10' },
  { label: 'Close a dialog or a menu', keys: 'Esc' },
] as const
