import type { MessageBoxOptions } from 'electron'
import { dirname } from 'node:path'
import { toWorkbenchError } from '../../shared/errors.ts'
import { findCopy } from '../store/copies.ts'
import { restoreWorkspace } from '../workbench/restore.ts'

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
  /** The workspace serves, but for what was found: then a copy of yesterday's does not take its place by a hasty Enter. */
  serves: boolean
}

/** `failed`: nothing was put back, and the user has been told why; the database was released all the same. */
export type OfferOutcome = 'restored' | 'failed' | 'declined'

/** Tells the user that the database is damaged and offers to put its copy back. */
export async function offerCopy({ database, findings }: Damage, { ask, release, otherwise, serves }: Offer): Promise<OfferOutcome> {
  const copy = findCopy(database)
  const more = findings.length - shown
  const detail = [...findings.slice(0, shown), ...(more > 0 ? [`and ${more} more`] : [])].join('\n')
  const options = { type: 'warning', title: 'Manifold Workbench', message: 'The workspace is damaged' } as const
  if (copy === null) {
    await ask({ ...options, detail: `${detail}\n\nThere is no copy of it. What is not named here is whole.`, buttons: [otherwise] })
    return 'declined'
  }
  const time = new Date(copy.madeAt).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' })
  const answer = await ask({
    ...options,
    detail: `${detail}\n\nThere is a copy from ${time}. Restoring it keeps the damaged file beside it.`,
    buttons: ['Restore Copy', otherwise],
    ...{ defaultId: serves ? 1 : 0, cancelId: 1, noLink: true },
  })
  if (answer !== 0) return 'declined'
  try {
    await release()
    await restoreWorkspace(dirname(database), 'a window', { reached: () => Promise.resolve() })
    return 'restored'
  } catch (thrown) {
    await ask({ ...options, type: 'error', message: 'The copy could not be restored', detail: toWorkbenchError(thrown).message, buttons: ['OK'] })
    return 'failed'
  }
}
