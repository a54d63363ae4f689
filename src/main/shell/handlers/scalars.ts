import { setImmediate } from 'node:timers/promises'
import type { EpochSeries, scalarRequests } from '../../../shared/contract/scalars.ts'
import { referenceCurves } from '../../reference-curves.ts'
import type { HandlersOf } from '../ipc.ts'
import type { HandlerServices } from './services.ts'

/** How long reading may keep the main process from answering anything else. */
const turnMilliseconds = 8

export function scalarHandlers({ workbench: { store } }: HandlerServices): HandlersOf<typeof scalarRequests> {
  return {
    'epochs:series': async ({ runs, columns, perDimension }) => {
      const series: EpochSeries[] = []
      let turn = performance.now()
      for (const { experimentId, fromEpoch } of runs) {
        series.push(store.epochs.series({ experimentId, fromEpoch, columns, perDimension }))
        if (performance.now() - turn < turnMilliseconds) continue
        await setImmediate()
        turn = performance.now()
      }
      return series
    },
    'references:list': () => referenceCurves(),
  }
}
