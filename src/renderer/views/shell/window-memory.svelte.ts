import { untrack } from 'svelte'
import type { Session } from '../../state/session.svelte.ts'
import { readView, withRecent, writeView } from '../../state/view-memory.ts'
import { pages } from '../pages.ts'

/**
 * Restores what the window showed at the end of the last session and remembers what it shows now; tells the menu bar the
 * pages and the recent runs. To be called where a component is made.
 */
export function rememberWindow(session: Session, storage: Storage): void {
  const before = readView(storage)
  let recent = $state.raw<readonly string[]>(before?.recent ?? [])
  let restored = $state(false)
  /** The epoch to go to as soon as the run's snapshots are known. */
  let epoch: number | null = null

  $effect(() => {
    if (!session.ready || restored) return
    restored = true
    if (before === null) return
    const page = pages.find(({ name }) => name === before.page)
    if (page !== undefined) session.show(page.name)
    const { experimentId } = before
    if (experimentId === null || session.experiments.get(experimentId) === null) return
    // A run that trains is what one wants to see, after a crash for one; it is selected already.
    if (![null, experimentId].includes(session.experiments.active?.id ?? null)) return
    session.select(experimentId)
    epoch = before.epoch
  })

  $effect(() => {
    if (epoch === null || session.run?.loaded !== true || session.run.snapshotEpochs.length === 0) return
    const wanted = epoch
    epoch = null
    session.run.moveNear(wanted)
  })

  $effect(() => {
    const { experimentId } = session
    if (experimentId !== null) recent = withRecent(
      untrack(() => recent),
      experimentId,
    )
  })

  $effect(() => {
    if (!restored) return
    const { page, experimentId, run } = session
    const at = run === null || run.atEnd ? null : run.epoch
    writeView(storage, { page, experimentId, epoch: epoch ?? at, recent: [...recent] })
  })

  $effect(() => {
    const known = recent.flatMap((id) => session.experiments.get(id) ?? []).map(({ id, name }) => ({ experimentId: id, name }))
    session.describeMenu({ pages: pages.map(({ label }) => label), recent: known })
  })
}
