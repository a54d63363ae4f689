import type { EpochDraft, EpochLogs } from '../../../../src/main/training/callbacks/callback.ts'

/** An epoch's logs, of which a test names those that matter to it. */
export function epochLogs(logs: Partial<EpochLogs>): EpochLogs {
  return {
    ...{ loss: 0.2, reconstruction: 300, kl: 6, learning_rate: 1e-4 },
    ...{ val_loss: 0.21, val_reconstruction: 310, val_kl: 6.5 },
    ...logs,
  }
}

/** The draft of an epoch that no callback has touched yet. */
export function epochDraft(epoch: number, logs: EpochLogs = epochLogs({})): EpochDraft {
  return {
    metrics: {
      ...{ epoch, loss: logs.loss, reconstruction: logs.reconstruction, kl: logs.kl },
      ...{ valLoss: logs.val_loss, valReconstruction: logs.val_reconstruction, valKl: logs.val_kl, valKlPerDimension: null },
      ...{ learningRate: logs.learning_rate, seconds: 1, endedAt: 1_700_000_000_000 + epoch },
    },
    snapshot: null,
    retention: { periodic: false, best: false, keep: 0 },
  }
}
