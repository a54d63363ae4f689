import type { Component } from 'svelte'

export interface MenuItem {
  label: string
  /** Behind the label: keys that do the same, a file format. */
  detail?: string | undefined
  icon?: Component<{ size?: number }>
  /** CSS colour of a dot before the label, for what stands for a colour. */
  colour?: string
  /** For what cannot be taken back. */
  danger?: boolean
  disabled?: boolean
  /** For an item that is on or off: shows a tick where it is on. */
  checked?: boolean
  action: () => void
}

/** Opens at the side. */
export interface SubMenu {
  label: string
  icon?: Component<{ size?: number }>
  disabled?: boolean
  items: readonly MenuEntry[]
}

export type MenuEntry = MenuItem | SubMenu | 'separator'

/**
 * Holds what was chosen until the menu has given the focus back: an action that moves the focus itself, into a dialog or
 * a name to be edited, would lose it again otherwise.
 */
export class ChosenAction {
  #action: (() => void) | null = null

  choose(action: () => void): void {
    this.#action = action
  }

  /** To be called where the menu is about to give the focus back to `opener`. */
  finish(event: Event, opener: HTMLElement | null): void {
    const action = this.#action
    if (action === null) return
    this.#action = null
    event.preventDefault()
    opener?.focus()
    action()
  }
}
