import { WorkbenchError } from '../../shared/errors.ts'
import { bytesOfFloat32, float32OfBytes, plainBytes } from './bytes.ts'
import type { Connection } from './connection.ts'
import { sha256 } from './digest.ts'
import type { Row } from './rows.ts'
import type { Snapshot, SnapshotFigureData, TensorBundle } from './records.ts'
import { decodeSafetensors, encodeSafetensors } from './safetensors.ts'
import { insertSealed, isAsWritten } from './sealed-rows.ts'
import { notAsWritten } from './sqlite-errors.ts'

interface FigureRow {
  epoch: number
  originals: Uint8Array
  reconstructions: Uint8Array
  manifold: Uint8Array
  manifold_side: number
  latents: Uint8Array
  latent_dim: number
}

/** A snapshot as it goes into its row: made before the transaction, which is the shorter for it. */
export interface EncodedSnapshot extends FigureRow {
  weights: Uint8Array | null
  weightsSha256: string | null
}

export function encodeSnapshot(snapshot: Snapshot): EncodedSnapshot {
  const { epoch, originals, reconstructions, manifold, manifoldSide, latents, latentDim } = snapshot
  const weights = snapshot.weights === null ? null : encodeSafetensors(snapshot.weights)
  return {
    ...{ epoch, originals, reconstructions, manifold },
    ...{ manifold_side: manifoldSide, latents: bytesOfFloat32(latents), latent_dim: latentDim },
    ...{ weights, weightsSha256: weights === null ? null : sha256(weights) },
  }
}

/** What the figures of the snapshot epochs are drawn from. */
export class Snapshots {
  constructor(private readonly connection: Connection) {}

  /** Epochs that have a snapshot, 0-based, ascending. @throws WorkbenchError `database-corrupt` if they are no epochs */
  epochs(experimentId: string): number[] {
    const epochs = this.connection
      .statement<{ epoch: number }>('SELECT epoch FROM snapshots WHERE experiment_id = ? ORDER BY epoch')
      .all(experimentId)
      .map(({ epoch }) => epoch)
    // The index that they are read from has no seal.
    const areWhole = epochs.every((epoch, place) => Number.isSafeInteger(epoch) && epoch > (epochs[place - 1] ?? -1))
    if (!areWhole) throw notAsWritten(this.connection.file, `the snapshots of ${experimentId}`)
    return epochs
  }

  /** The figures' data; the weights, which are larger, are read by `weights`. */
  get(experimentId: string, epoch: number): SnapshotFigureData {
    const row = this.connection
      .statement<FigureRow & Row>(
        `SELECT experiment_id, epoch, originals, reconstructions, manifold, manifold_side, latents, latent_dim, weights_sha256, row_sha256
         FROM snapshots WHERE experiment_id = ? AND epoch = ?`,
      )
      .get(experimentId, epoch)
    if (row === undefined) throw this.missing(experimentId, epoch)
    if (!isAsWritten('snapshots', row)) {
      throw new WorkbenchError(
        'database-corrupt',
        `The snapshot of epoch ${epoch} of experiment ${experimentId} is damaged. Choose another one.`,
      )
    }
    return {
      epoch,
      originals: plainBytes(row.originals),
      reconstructions: plainBytes(row.reconstructions),
      ...{ manifold: plainBytes(row.manifold), manifoldSide: row.manifold_side },
      ...{ latents: float32OfBytes(row.latents), latentDim: row.latent_dim },
    }
  }

  /** The model's weights at that epoch; null if the experiment keeps none with its snapshots. */
  weights(experimentId: string, epoch: number): TensorBundle | null {
    const row = this.connection
      .statement<{ weights: Uint8Array | null; weights_sha256: string | null }>(
        'SELECT weights, weights_sha256 FROM snapshots WHERE experiment_id = ? AND epoch = ?',
      )
      .get(experimentId, epoch)
    if (row === undefined) throw this.missing(experimentId, epoch)
    if (row.weights === null) return null
    if (sha256(row.weights) !== row.weights_sha256) {
      throw new WorkbenchError(
        'checkpoint-corrupt',
        `The weights of epoch ${epoch} of experiment ${experimentId} are damaged. Use those of another snapshot.`,
      )
    }
    return decodeSafetensors(row.weights).tensors
  }

  insert(experimentId: string, row: EncodedSnapshot): void {
    const { weightsSha256, ...columns } = row
    insertSealed(this.connection, 'snapshots', { experiment_id: experimentId, ...columns, weights_sha256: weightsSha256 })
  }

  /** One that is listed and cannot be found is damaged: the index that says which there are is. */
  private missing(experimentId: string, epoch: number): WorkbenchError {
    if (this.epochs(experimentId).includes(epoch)) return notAsWritten(this.connection.file, `the snapshots of ${experimentId}`)
    const message = `Experiment ${experimentId} has no snapshot of epoch ${epoch}. Choose one of its snapshot epochs.`
    return new WorkbenchError('unknown-snapshot', message)
  }
}
