import type { Command } from '../../shared/commands.ts'
import type { Destination } from '../../shared/contract/app.ts'

/** What a key without a modifier asks for. The keys with modifiers belong to the menu bar. */
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

/** @param target the element that the key is pressed on @returns null: the key is not ours */
export function keyRequest(
  { key, ctrlKey, altKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>,
  target: Element | null,
): KeyRequest | null {
  if (ctrlKey || altKey || metaKey || target?.closest(`${typedInto}, ${over}`) != null) return null
  if (/^[1-9]$/.test(key)) return { page: Number(key) - 1 }
  if (key === ' ' && target?.closest(pressed) != null) return null
  const command = commandKeys[key]
  return command === undefined ? null : { command }
}
