import { untrack } from 'svelte'
import type { ObservedRun } from './observed-run.svelte.ts'

/** The timeline rests for so long before weights are read ahead, and a window that has just opened is drawn first. */
const restMilliseconds = 500

/**
 * Keeps what was asked of a run's weights in step with the timeline, for as long as the component that calls it lives.
 * @param decodes whether the run's snapshots have weights to ask
 */
export function followTimeline(run: () => ObservedRun, decodes: () => boolean): void {
  $effect(() => {
    const { epoch } = run()
    if (epoch === null || !decodes()) return
    const timer = setTimeout(() => run().explorer.warm(epoch), restMilliseconds)
    return () => clearTimeout(timer)
  })
  $effect(() => {
    // What else is asked, and when, the explorer knows by itself.
    if (run().figures !== null && decodes()) untrack(() => run().explorer.refresh())
  })
  $effect(() => run().manifold.refresh())
  $effect(() => run().reconstructions.refresh())
}
