import { commands, keysInWords, type CommandDescription } from '../../shared/commands.ts'
import { actionOf } from './commands.ts'
import type { PageName, Session } from './session.svelte.ts'

export interface PaletteEntry {
  id: string
  label: string
  /** What kind of thing it is, or the keys that do the same. */
  detail: string
  action: () => void
}

/** Everything that can be done or gone to now: commands that apply, pages, runs. */
export function paletteEntries(
  session: Session,
  pages: readonly { name: PageName; label: string }[],
  mac: boolean,
): PaletteEntry[] {
  const described: readonly CommandDescription[] = commands
  const doable = described.flatMap(({ name, label, keys }): PaletteEntry[] => {
    const action = name === 'palette' ? null : actionOf(session, name)
    if (action === null) return []
    return [{ id: name, label, detail: keys === undefined ? '' : keysInWords(keys, mac), action: () => void action() }]
  })
  return [
    ...doable,
    ...pages.map(({ name, label }) => ({ id: `page ${name}`, label, detail: 'Page', action: () => session.show(name) })),
    ...session.experiments.newestFirst.map(({ id, name }) => {
      return { id: `run ${id}`, label: name, detail: 'Run', action: () => session.showRun(id) }
    }),
  ]
}

/** Those in which every word of the query occurs, whatever the case; labels that begin with it first. */
export function matching(entries: readonly PaletteEntry[], query: string): PaletteEntry[] {
  const words = query.toLowerCase().split(/\s+/).filter((word) => word !== '')
  const found = entries.filter(({ label, detail }) => words.every((word) => `${label} ${detail}`.toLowerCase().includes(word)))
  const begins = ({ label }: PaletteEntry) => label.toLowerCase().startsWith(query.trim().toLowerCase())
  return [...found.filter(begins), ...found.filter((entry) => !begins(entry))]
}
