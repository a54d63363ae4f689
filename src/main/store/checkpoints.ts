import { z } from 'zod'
import { WorkbenchError } from '../../shared/errors.ts'
import type { Connection } from './connection.ts'
import { sha256 } from './digest.ts'
import type { Epochs } from './epochs.ts'
import type { Checkpoint, CheckpointKind, RestoredCheckpoint, Retention } from './records.ts'
import type { Row } from './rows.ts'
import { decodeSafetensors, encodeSafetensors } from './safetensors.ts'
import { insertSealed, isAsWritten, reseal } from './sealed-rows.ts'
import { notAsWritten } from './sqlite-errors.ts'

/** The newest checkpoint resumes a run; the one before it is there in case the newest is damaged. */
const newestKept = 2

/** It may come from anywhere, and is shown. */
const arithmeticSchema = z.object({
  rowParts: z.number().int().min(1).max(64),
  tensorflow: z.string().regex(/^[\w.+-]{1,40}$/),
  instructions: z.string().regex(/^[\w.+-]{1,40}$/),
})

/** In the metadata of the blob, so that its hash covers them too. */
const metadataSchema = z.object({
  epoch: z.coerce.number().int().min(-1),
  global_step: z.coerce.number().int().min(0),
  callbacks: z.string().transform((text) => z.record(z.string(), z.unknown()).parse(JSON.parse(text))),
  arithmetic: z.string().transform((text) => arithmeticSchema.parse(JSON.parse(text))).optional(),
})

export interface CheckpointSummary {
  /** 0-based; −1 is what a branch starts from. */
  epoch: number
  kind: CheckpointKind
  bytes: number
}

/** A checkpoint as it goes into its row: made before the transaction, which is the shorter for it. */
export interface EncodedCheckpoint {
  epoch: number
  state: Uint8Array
  sha256: string
}

export function encodeCheckpoint({ epoch, globalStep, state, callbacks, arithmetic }: Checkpoint): EncodedCheckpoint {
  const metadata = { epoch: String(epoch), global_step: String(globalStep), callbacks: JSON.stringify(callbacks) }
  const noted: Record<string, string> = arithmetic === undefined ? {} : { arithmetic: JSON.stringify(arithmetic) }
  const bytes = encodeSafetensors(state, { ...metadata, ...noted })
  return { epoch, state: bytes, sha256: sha256(bytes) }
}

/**
 * The checkpoint that a blob holds.
 * @throws WorkbenchError `checkpoint-corrupt` that says why it holds none of that epoch
 */
export function decodeCheckpoint(bytes: Uint8Array, epoch: number): Checkpoint {
  const { tensors, metadata } = decodeSafetensors(bytes)
  const parsed = safely(() => metadataSchema.parse(metadata))
  if (parsed?.epoch !== epoch) {
    const said = parsed === null ? 'it does not say of which' : `it says that it is of epoch ${parsed.epoch}, and stands for epoch ${epoch}`
    throw new WorkbenchError('checkpoint-corrupt', `A checkpoint is of no epoch, or of another: ${said}.`)
  }
  return { epoch, globalStep: parsed.global_step, state: tensors, callbacks: parsed.callbacks, ...(parsed.arithmetic === undefined ? {} : { arithmetic: parsed.arithmetic }) }
}

function safely<Result>(body: () => Result): Result | null {
  try {
    return body()
  } catch {
    return null
  }
}

export class Checkpoints {
  constructor(
    private readonly connection: Connection,
    private readonly epochs: Epochs,
  ) {}

  /**
   * The newest checkpoint that is whole, null if there is none yet. Each is checked against its hash; a damaged one, or
   * the newest epoch's if it is missing, is passed over for the one before, and named in `damaged`.
   * @throws WorkbenchError `checkpoint-corrupt` if none is left
   */
  latest(experimentId: string): RestoredCheckpoint | null {
    const kept = this.keptEpochs(experimentId)
    const last = this.epochs.next(experimentId) - 1
    const damaged: number[] = last > (kept[0] ?? -1) ? [last] : []
    for (const epoch of kept) {
      const checkpoint = this.read(experimentId, epoch)
      if (checkpoint !== null) return { ...checkpoint, damaged }
      damaged.push(epoch)
    }
    if (damaged.length === 0) return null
    throw new WorkbenchError(
      'checkpoint-corrupt',
      `All checkpoints of experiment ${experimentId} are damaged or gone, so it cannot be resumed. Its curves and figures are still ` +
        'there: branch off from one of its snapshots.',
    )
  }

  /** That of one epoch; null where it is not kept, or damaged. */
  at(experimentId: string, epoch: number): Checkpoint | null {
    return this.read(experimentId, epoch)
  }

  /** The epochs whose checkpoints are kept, as far as the index says, 0-based, ascending. */
  epochsKept(experimentId: string): number[] {
    return this.keptEpochs(experimentId).filter((epoch) => epoch >= 0).reverse()
  }

  /** Ascending by epoch. @throws WorkbenchError `database-corrupt` if what is said of one is not what was written */
  list(experimentId: string): CheckpointSummary[] {
    const rows = this.connection
      .statement<Row & { epoch: number; bytes: number }>(
        `SELECT experiment_id, epoch, periodic, best, sha256, row_sha256, length(state) AS bytes FROM checkpoints
         WHERE experiment_id = ? ORDER BY epoch`,
      )
      .all(experimentId)
    return rows.map(({ bytes, ...row }) => {
      if (!isAsWritten('checkpoints', row)) throw notAsWritten(this.connection.file, `the checkpoints of ${experimentId}`)
      const kind = row.epoch < 0 ? 'start' : row.best === 1 ? 'best' : row.periodic === 1 ? 'periodic' : 'recent'
      return { epoch: row.epoch, kind, bytes }
    })
  }

  insert(experimentId: string, { epoch, state, sha256 }: EncodedCheckpoint, retention: Retention): void {
    const { periodic, best, keep } = retention
    if (best) this.forgetBest(experimentId)
    insertSealed(this.connection, 'checkpoints', {
      ...{ experiment_id: experimentId, epoch, periodic: Number(periodic), best: Number(best), sha256, state },
    })
    this.connection
      .statement(
        `DELETE FROM checkpoints WHERE experiment_id = ? AND best = 0 AND epoch >= 0
           AND epoch NOT IN (SELECT epoch FROM checkpoints WHERE experiment_id = ? ORDER BY epoch DESC LIMIT ?)
           AND epoch NOT IN
             (SELECT epoch FROM checkpoints WHERE experiment_id = ? AND periodic = 1 ORDER BY epoch DESC LIMIT ?)`,
      )
      .run(experimentId, experimentId, newestKept, experimentId, keep)
  }

  removeFrom(experimentId: string, epoch: number): void {
    this.connection.statement('DELETE FROM checkpoints WHERE experiment_id = ? AND epoch >= ?').run(experimentId, epoch)
  }

  /** As far as the index says, descending: one whose epoch is none, or another's, is found to be damaged when it is read, or missing. */
  private keptEpochs(experimentId: string): number[] {
    return this.connection
      .statement<{ epoch: number }>('SELECT epoch FROM checkpoints WHERE experiment_id = ? ORDER BY epoch DESC')
      .all(experimentId)
      .flatMap(({ epoch }) => (Number.isSafeInteger(epoch) ? [epoch] : []))
  }

  /** None is the best any more. */
  private forgetBest(experimentId: string): void {
    const former = this.connection
      .statement<{ epoch: number }>('UPDATE checkpoints SET best = 0 WHERE experiment_id = ? AND best = 1 RETURNING epoch')
      .all(experimentId)
    for (const { epoch } of former) reseal(this.connection, 'checkpoints', 'experiment_id = ? AND epoch = ?', experimentId, epoch)
  }

  /** null if it is damaged. */
  private read(experimentId: string, epoch: number): Checkpoint | null {
    const row = this.connection
      .statement<{ state: Uint8Array; sha256: string }>(
        'SELECT state, sha256 FROM checkpoints WHERE experiment_id = ? AND epoch = ?',
      )
      .get(experimentId, epoch)
    if (row === undefined) return null
    return sha256(row.state) === row.sha256 ? safely(() => decodeCheckpoint(row.state, epoch)) : null
  }
}
