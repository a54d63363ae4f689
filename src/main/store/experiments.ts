import { WorkbenchError } from '../../shared/errors.ts'
import { goesOnWith } from '../../shared/experiment/branch.ts'
import type { ExperimentConfiguration } from '../../shared/experiment/configuration.ts'
import type { Experiment, ExperimentOrigin, ExperimentStatus } from '../../shared/experiment/experiment.ts'
import { runColourCount } from '../../shared/experiment/run-colours.ts'
import { cleanLines, cleanName, printableLines } from '../../shared/plain-text.ts'
import { weightsOf } from '../models/weights.ts'
import { encodeCheckpoint, type Checkpoints } from './checkpoints.ts'
import type { Connection, SqlValue } from './connection.ts'
import { epochColumns, metricsOf, type EpochRow } from './epochs.ts'
import { randomExperimentId } from './experiment-id.ts'
import { parseColour, parseConfiguration, parseName, parseNotes, storedConfiguration, unnamed, weightShapes } from './experiment-values.ts'
import type { Checkpoint, TensorBundle } from './records.ts'
import { reseal } from './sealed-rows.ts'
import type { Snapshots } from './snapshots.ts'
import { counted } from '../../shared/counted.ts'

export interface NewExperiment {
  name: string
  configuration: ExperimentConfiguration
  /** The snapshot whose weights it starts from. */
  origin: ExperimentOrigin | null
}

interface ExperimentRow {
  id: string
  name: string
  notes: string
  colour: number
  hidden: number
  status: ExperimentStatus
  configuration: string
  origin_experiment_id: string | null
  origin_epoch: number | null
  error: string | null
  created_at: number
  best_val_loss: number | null
}

const select = `
  SELECT id, name, notes, colour, hidden, status, configuration, origin_experiment_id, origin_epoch, error, created_at,
    (SELECT min(val_loss) FROM epochs WHERE experiment_id = id) AS best_val_loss
  FROM experiments WHERE deleted_at IS NULL`

/** Shortest beginning of an id that may stand for all of it. */
const shortestPrefix = 4

/** The experiments of the workspace. One that was deleted and can still be restored is not among them. */
export class Experiments {
  constructor(
    private readonly connection: Connection,
    private readonly snapshots: Snapshots,
    private readonly checkpoints: Checkpoints,
  ) {}

  /**
   * A branch takes a copy of what it starts from with it, as a checkpoint of epoch −1: it does not need its origin again.
   * @throws WorkbenchError if a parameter is out of range or the origin keeps nothing of that epoch
   */
  create({ name, configuration, origin }: NewExperiment): Experiment {
    const parsedName = parseName(name)
    const parsed = parseConfiguration(configuration)
    return this.connection.transaction(() => {
      const id = this.freeId()
      this.connection
        .statement(
          `INSERT INTO experiments (id, name, colour, status, configuration, origin_experiment_id, origin_epoch, created_at)
           VALUES (?, ?, ?, 'created', ?, ?, ?, ?)`,
        )
        .run(
          ...[id, parsedName, this.freeColour(), JSON.stringify(parsed)],
          ...[origin?.experimentId ?? null, origin?.epoch ?? null, this.nextTime()],
        )
      reseal(this.connection, 'experiments', 'id = ?', id)
      if (origin !== null) {
        const start = { ...this.startOf(origin, parsed), epoch: -1, callbacks: {} }
        this.checkpoints.insert(id, encodeCheckpoint(start), { periodic: false, best: false, keep: 0 })
      }
      return this.get(id)
    })
  }

  /** In the order they were made. */
  list(): Experiment[] {
    return this.connection
      .statement<ExperimentRow>(`${select} ORDER BY number`)
      .all()
      .map((row) => this.experimentOf(row))
  }

  /** @throws WorkbenchError `unknown-experiment` */
  get(id: string): Experiment {
    const row = this.connection.statement<ExperimentRow>(`${select} AND id = ?`).get(id)
    if (row === undefined) throw unknownExperiment(id)
    return this.experimentOf(row)
  }

  /** The id that this id, or beginning of one, stands for. */
  resolve(idOrPrefix: string): string {
    const ids = this.connection
      .statement<{ id: string }>(
        'SELECT id FROM experiments WHERE substr(id, 1, length(?)) = ? AND deleted_at IS NULL ORDER BY number',
      )
      .all(idOrPrefix, idOrPrefix)
      .map(({ id }) => id)
    if (ids.includes(idOrPrefix)) return idOrPrefix
    const [id, another] = ids
    if (id === undefined || idOrPrefix.length < shortestPrefix) throw unknownExperiment(idOrPrefix)
    if (another === undefined) return id
    throw new WorkbenchError(
      'usage',
      `“${idOrPrefix}” stands for several experiments: ${ids.join(', ')}. Write more of the one you mean.`,
    )
  }

  rename(id: string, name: string): Experiment {
    return this.update(id, 'name = ?', parseName(name))
  }

  /** What the user says of it. @throws WorkbenchError if the notes are too long or the palette has no such colour */
  annotate(id: string, { notes, colour }: { notes?: string | undefined; colour?: number | undefined }): Experiment {
    return this.connection.transaction(() => {
      if (notes !== undefined) this.update(id, 'notes = ?', parseNotes(notes))
      if (colour !== undefined) this.update(id, 'colour = ?', parseColour(colour))
      return this.get(id)
    })
  }

  /** Whether charts of several runs leave these out. */
  setHidden(ids: readonly string[], hidden: boolean): void {
    this.connection.transaction(() => {
      for (const id of ids) this.update(id, 'hidden = ?', Number(hidden))
    })
  }

  /** @param error why the run ended, for `failed`; without it the last one is forgotten */
  setStatus(id: string, status: ExperimentStatus, error?: string | null): Experiment {
    return this.update(id, 'status = ?, error = ?', status, error ?? null)
  }

  /**
   * To train longer. Once epochs are done only their total may change: the run would not be what its configuration says.
   * @throws WorkbenchError
   */
  setConfiguration(id: string, configuration: ExperimentConfiguration): Experiment {
    const parsed = parseConfiguration(configuration)
    return this.connection.transaction(() => {
      const { epochsDone, configuration: former, name } = this.get(id)
      const { epochs } = parsed
      if (epochsDone > 0 && JSON.stringify({ ...parsed, epochs: 0 }) !== JSON.stringify({ ...former, epochs: 0 })) {
        throw new WorkbenchError(
          'invalid-parameter',
          `“${name}” has been trained: only its number of epochs may change. Make a new experiment for the rest.`,
        )
      }
      if (epochs < epochsDone) {
        throw new WorkbenchError('invalid-parameter', `“${name}” has ${counted(epochsDone, 'epoch')} already. Choose at least that many.`)
      }
      return this.update(id, 'configuration = ?', JSON.stringify(epochsDone > 0 ? withItsCosine(parsed, former.epochs) : parsed))
    })
  }

  /** With its epochs, snapshots and checkpoints. Branches of it stay. */
  remove(id: string): void {
    const { changes } = this.connection.statement('DELETE FROM experiments WHERE id = ?').run(id)
    if (changes === 0) throw unknownExperiment(id)
  }

  /** @param assignments as SQL's UPDATE has them, a parameter for each value */
  private update(id: string, assignments: string, ...values: SqlValue[]): Experiment {
    const sql = `UPDATE experiments SET ${assignments} WHERE id = ? AND deleted_at IS NULL`
    return this.connection.transaction(() => {
      const { changes } = this.connection.statement(sql).run(...values, id)
      if (changes === 0) throw unknownExperiment(id)
      reseal(this.connection, 'experiments', 'id = ?', id)
      return this.get(id)
    })
  }

  /** What a new experiment is told apart by; nobody has it yet. */
  newIdentity(): { id: string; colour: number } {
    return { id: this.freeId(), colour: this.freeColour() }
  }

  private freeId(): string {
    const taken = this.connection.statement<unknown>('SELECT 1 FROM experiments WHERE id = ?')
    let id = randomExperimentId()
    while (taken.get(id) !== undefined) id = randomExperimentId()
    return id
  }

  /** Now; after those there are also where the clock was set back, for lists go by it. */
  private nextTime(): number {
    const newest = this.connection.statement<{ time: number | null }>('SELECT max(created_at) AS time FROM experiments').get()
    return Math.max(Date.now(), (newest?.time ?? 0) + 1)
  }

  /** The colour that the fewest have. */
  private freeColour(): number {
    const uses = new Array<number>(runColourCount).fill(0)
    const taken = this.connection.statement<{ colour: number }>('SELECT colour FROM experiments WHERE deleted_at IS NULL').all()
    for (const { colour } of taken) uses[colour] = (uses[colour] ?? 0) + 1
    return uses.indexOf(Math.min(...uses))
  }

  /**
   * What a branch goes on from: the epoch's checkpoint, where that is kept, with the optimiser's slots and steps, if the branch has
   * the same optimiser; else weights alone, and its optimiser starts anew.
   */
  private startOf({ experimentId, epoch }: ExperimentOrigin, { model, optimizer }: ExperimentConfiguration): Pick<Checkpoint, 'state' | 'globalStep'> {
    const origin = this.get(experimentId)
    if (weightShapes(origin.configuration) !== weightShapes({ model })) {
      throw new WorkbenchError(
        'invalid-parameter',
        `The weights of “${origin.name}” are another model’s. Choose its model: ${weightShapes(origin.configuration)}.`,
      )
    }
    const checkpoint = this.checkpoints.at(experimentId, epoch)
    if (checkpoint !== null && goesOnWith(origin.configuration.optimizer, optimizer)) return checkpoint
    const state = checkpoint === null ? this.weightsOf(origin, epoch) : weightsOf(checkpoint.state)
    return { state, globalStep: 0 }
  }

  /** A snapshot's. */
  private weightsOf({ id, name }: Experiment, epoch: number): TensorBundle {
    const weights = this.snapshots.weights(id, epoch)
    if (weights !== null) return weights
    throw new WorkbenchError(
      'unknown-snapshot',
      `“${name}” keeps no weights with its snapshots. Branch off from an epoch whose checkpoint is kept: ` +
        `${this.checkpoints.epochsKept(id).join(', ')}.`,
    )
  }

  private experimentOf(row: ExperimentRow): Experiment {
    const { id, colour, status } = row
    const last = this.connection
      .statement<EpochRow>(`SELECT ${epochColumns} FROM epochs WHERE experiment_id = ? ORDER BY epoch DESC LIMIT 1`)
      .get(id)
    return {
      // Other programs, and older versions, have written other things.
      ...{ id, name: cleanName(row.name, unnamed), notes: cleanLines(row.notes), colour, hidden: row.hidden === 1, status },
      error: row.error === null ? null : printableLines(row.error),
      configuration: storedConfiguration(id, row.configuration),
      origin:
        row.origin_experiment_id === null || row.origin_epoch === null
          ? null
          : { experimentId: row.origin_experiment_id, epoch: row.origin_epoch },
      createdAt: row.created_at,
      epochsDone: last === undefined ? 0 : last.epoch + 1,
      lastMetrics: last === undefined ? null : metricsOf(last),
      bestValLoss: row.best_val_loss,
    }
  }
}

/** What a run was trained with stays: a cosine keeps its span, and the rate of the epochs that come on top is the minimum. */
function withItsCosine(configuration: ExperimentConfiguration, span: number): ExperimentConfiguration {
  const { learningRateSchedule: schedule } = configuration
  if (schedule.kind !== 'cosine' || schedule.epochs !== undefined || configuration.epochs === span) return configuration
  return { ...configuration, learningRateSchedule: { ...schedule, epochs: span } }
}

function unknownExperiment(id: string): WorkbenchError {
  return new WorkbenchError('unknown-experiment', `There is no experiment “${id}” in this workspace. List those there are.`)
}
