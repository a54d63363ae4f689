import { Store } from '../../../../src/main/store/store.ts'
import { epochRecord, snapshot, weights } from './records.ts'

/** Saves epoch after epoch, of a size that takes some milliseconds, until it is killed. */
export function main(file: string, experimentId: string): void {
  const store = Store.open(file)
  for (let epoch = store.epochs.next(experimentId); ; epoch++) {
    const state = weights(epoch, 250_000)
    store.saveEpoch(
      epochRecord(experimentId, epoch, {
        snapshot: snapshot(epoch, state),
        checkpoint: { epoch, globalStep: epoch + 1, state, callbacks: {} },
        retention: { periodic: epoch % 3 === 0, best: epoch % 7 === 0, keep: 2 },
      }),
    )
    process.stdout.write(`${epoch}\n`)
  }
}
