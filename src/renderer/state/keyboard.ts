import type { Command } from '../../shared/commands.ts'
import type { Destination } from '../../shared/contract/app.ts'

/** What a key asks for that the page hears itself: those without a modifier, and the palette's. */
export type KeyRequest = { command: Command } | Extract<Destination, { page: number }>

const commandKeys: Readonly<Record<string, Command>> = {
  '?': 'shortcuts',
  ' ': 'play',
  ',': 'previous-snapshot',
  '.': 'next-snapshot',
}

const typedInto = 'input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable=true]'
/** Where the space bar presses, and letters choose. */
const pressed = 'button, a, summary, [role=button], [role=slider], [role=switch], [role=checkbox], [role=radio], [role=tab], input'
const over = '[role=dialog], [role=menu], [role=listbox]'

/**
 * The keys with modifiers belong to the menu bar, but for the palette's: into the palette people type without looking, and by
 * way of the menu bar, in another process, it would open after the first letters.
 * @param target the element that the key is pressed on
 * @param mac whether ⌘ stands for Ctrl
 * @returns null: the key is not ours
 */
export function keyRequest(
  { key, ctrlKey, altKey, metaKey, shiftKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey'>,
  target: Element | null,
  mac: boolean,
): KeyRequest | null {
  const main = mac ? metaKey && !ctrlKey : ctrlKey && !metaKey
  if (main && !altKey && !shiftKey && key.toLowerCase() === 'k' && target?.closest(over) == null) return { command: 'palette' }
  if (ctrlKey || altKey || metaKey || target?.closest(`${typedInto}, ${over}`) != null) return null
  if (/^[1-9]$/.test(key)) return { page: Number(key) - 1 }
  if (key === ' ' && target?.closest(pressed) != null) return null
  const command = commandKeys[key]
  return command === undefined ? null : { command }
}
