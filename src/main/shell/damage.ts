import type { MessageBoxOptions } from 'electron'
import { findCopy, restoreCopy } from '../store/copies.ts'

/** Most findings that a dialog has room for. */
const shown = 5

export interface Damage {
  /** The database's file. */
  database: string
  /** What is wrong, for the user. */
  findings: readonly string[]
}

interface Offer {
  /** @returns the index of the button that was pressed */
  ask: (options: MessageBoxOptions) => Promise<number>
  /** Called before the database is replaced: nobody may have it open then. */
  release: () => Promise<void>
  /** Of the button beside “Restore”. */
  otherwise: string
}

/**
 * Tells the user that the database is damaged and offers to put its copy back.
 * @returns whether it was put back; the application then starts anew
 * @throws WorkbenchError if the copy is damaged, too
 */
export async function offerCopy({ database, findings }: Damage, { ask, release, otherwise }: Offer): Promise<boolean> {
  const copy = findCopy(database)
  const more = findings.length - shown
  const detail = [...findings.slice(0, shown), ...(more > 0 ? [`and ${more} more`] : [])].join('\n')
  const options = { type: 'warning', title: 'Manifold Workbench', message: 'The workspace is damaged' } as const
  if (copy === null) {
    await ask({ ...options, detail: `${detail}\n\nThere is no copy of it. What is not named here is whole.`, buttons: [otherwise] })
    return false
  }
  const time = new Date(copy.madeAt).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' })
  const answer = await ask({
    ...options,
    detail: `${detail}\n\nThere is a copy from ${time}. Restoring it keeps the damaged file beside it.`,
    buttons: ['Restore Copy', otherwise],
    ...{ defaultId: 0, cancelId: 1, noLink: true },
  })
  if (answer !== 0) return false
  await release()
  await restoreCopy(database, { reached: () => Promise.resolve() })
  return true
}
