import { WorkbenchError } from '../../shared/errors.ts'
import type { Experiment } from '../../shared/experiment/experiment.ts'
import { Checkpoints, encodeCheckpoint } from './checkpoints.ts'
import type { Connection } from './connection.ts'
import { DatasetRows } from './dataset-rows.ts'
import { DeletedExperiments } from './deleted-experiments.ts'
import { Epochs } from './epochs.ts'
import { Experiments } from './experiments.ts'
import { LearningRateChanges } from './learning-rate-changes.ts'
import { migrations } from './migrations/index.ts'
import { openDatabase } from './open-database.ts'
import type { EpochRecord } from './records.ts'
import type { Row } from './rows.ts'
import { insertSealed, isAsWritten, reseal, type SealedTable } from './sealed-rows.ts'
import { Shrinking } from './shrink.ts'
import { encodeSnapshot, Snapshots } from './snapshots.ts'
import { notAsWritten } from './sqlite-errors.ts'

export interface StoreOptions {
  readOnly?: boolean
  /** Refuse to make the file. */
  mustExist?: boolean
  /** Keep everybody else out, which serves also where the disk is full. */
  alone?: boolean
}

/** How long closing may spend on giving freed space back to the file system. */
const vacuumMilliseconds = 1000
const vacuumPages = 500

/**
 * All that the workbench remembers, in one SQLite file. Each thread opens its own store on it; readers and the one writer
 * of the moment do not wait for each other.
 */
export class Store {
  readonly experiments: Experiments
  readonly deleted: DeletedExperiments
  readonly learningRates: LearningRateChanges
  readonly epochs: Epochs
  readonly snapshots: Snapshots
  readonly checkpoints: Checkpoints
  readonly datasets: DatasetRows

  private constructor(
    private readonly connection: Connection,
    private readonly readOnly: boolean,
  ) {
    this.epochs = new Epochs(connection)
    this.snapshots = new Snapshots(connection)
    this.checkpoints = new Checkpoints(connection, this.epochs)
    this.experiments = new Experiments(connection, this.snapshots, this.checkpoints)
    this.deleted = new DeletedExperiments(connection)
    this.learningRates = new LearningRateChanges(connection)
    this.datasets = new DatasetRows(connection)
  }

  /**
   * Makes the file (and its folder) if there is none. An older one is copied, then brought to the newest schema.
   * @throws WorkbenchError `database-corrupt`, `database-newer`, `permission-denied`, `disk-full`; the file stays as it is
   */
  static open(file: string, { readOnly = false, ...options }: StoreOptions = {}): Store {
    return new Store(openDatabase(file, { readOnly, ...options, migrations }), readOnly)
  }

  /**
   * Saves an epoch with all that belongs to it, and drops the checkpoints that are no longer kept, in one transaction:
   * after a crash the whole epoch is there or nothing of it.
   * @throws WorkbenchError, also if it is not the experiment's next epoch
   */
  saveEpoch({ experimentId, metrics, snapshot, checkpoint, retention }: EpochRecord): void {
    const { epoch } = metrics
    if (checkpoint.epoch !== epoch || (snapshot !== null && snapshot.epoch !== epoch)) {
      throw new WorkbenchError('internal', `Parts of epoch ${epoch} belong to another epoch. Resume the experiment.`)
    }
    const encodedSnapshot = snapshot === null ? null : encodeSnapshot(snapshot)
    const encodedCheckpoint = encodeCheckpoint(checkpoint)
    this.connection.transaction(() => {
      this.experiments.get(experimentId)
      this.epochs.insert(experimentId, metrics)
      if (encodedSnapshot !== null) this.snapshots.insert(experimentId, encodedSnapshot)
      this.checkpoints.insert(experimentId, encodedCheckpoint, retention)
    })
  }

  /**
   * Forgets everything after this epoch (−1: all epochs), for a run that has to go on from an older checkpoint because
   * newer ones are damaged.
   */
  rewind(experimentId: string, epoch: number): void {
    this.connection.transaction(() => {
      this.experiments.get(experimentId)
      this.epochs.removeFrom(experimentId, epoch + 1)
      this.checkpoints.removeFrom(experimentId, epoch + 1)
    })
  }

  /**
   * Looks at all that a run goes on from besides its checkpoint: its configuration, its metrics, its learning rates set by hand.
   * @throws WorkbenchError `database-corrupt` if any of it is not what was written
   */
  refuseAltered(experimentId: string): void {
    this.experiments.get(experimentId)
    for (const [table, owner] of [['experiments', 'id'], ['epochs', 'experiment_id'], ['learning_rate_changes', 'experiment_id']] as const) {
      const rows = this.connection.statement<Row>(`SELECT * FROM ${table} WHERE ${owner} = ?`).all(experimentId)
      if (!rows.every((row) => isAsWritten(table, row))) throw notAsWritten(this.connection.file, `parts of run ${experimentId}`)
    }
  }

  /**
   * Marks the runs that a program left in mid-training when it ended. Only for the holder of the workspace’s lock, who knows
   * that nobody trains.
   * @returns their ids
   */
  markInterrupted(): string[] {
    return this.connection.transaction(() => {
      const interrupted = this.connection
        .statement<{ id: string }>(
          `UPDATE experiments SET status = 'interrupted' WHERE status IN ('training', 'paused', 'queued') RETURNING id`,
        )
        .all()
      for (const { id } of interrupted) reseal(this.connection, 'experiments', 'id = ?', id)
      return interrupted.map(({ id }) => id)
    })
  }

  /**
   * Takes in an experiment of another database: `fill` gets an id and a colour that are free here, and inserts all rows.
   * All of it happens or nothing.
   */
  adopt(fill: (identity: { id: string; colour: number }, insert: (table: SealedTable, row: Row) => void) => void): Experiment {
    return this.connection.transaction(() => {
      const identity = this.experiments.newIdentity()
      fill(identity, (table, row) => insertSealed(this.connection, table, row))
      // Its number is this database's.
      reseal(this.connection, 'experiments', 'id = ?', identity.id)
      return this.experiments.get(identity.id)
    })
  }

  /** Gives what deleted experiments left free, and the log, back to the file system. @returns bytes for which there was no room to do so */
  shrink(): number {
    return new Shrinking(this.connection).finish()
  }

  /** A part of that. @returns whether there is more to do */
  shrinkStep(): boolean {
    return new Shrinking(this.connection).step()
  }

  /** Whether its file is where it was opened, and the same. */
  get isInPlace(): boolean {
    return this.connection.isInPlace
  }

  /** @throws WorkbenchError `not-found` if its file was moved or deleted */
  refuseMoved(): void {
    this.connection.refuseMoved()
  }

  /** Runs several changes as one. */
  transaction<Result>(body: () => Result): Result {
    return this.connection.transaction(body)
  }

  close(): void {
    try {
      if (!this.readOnly) this.giveSpaceBack()
    } catch {
      // It stays in the file, where the next experiments use it.
    }
    this.connection.close()
  }

  /** What deleted experiments left free inside the file, in steps, as far as time allows. */
  private giveSpaceBack(): void {
    const end = performance.now() + vacuumMilliseconds
    while (performance.now() < end && Number(this.connection.pragma('freelist_count')) > vacuumPages) {
      this.connection.execute(`PRAGMA incremental_vacuum(${vacuumPages})`)
    }
  }
}
