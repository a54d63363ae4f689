import type { ExperimentConfiguration } from '../../shared/experiment/configuration.ts'
import { parseNotes } from '../store/experiment-values.ts'
import type { Connection, SqlValue } from '../store/connection.ts'

interface Rule {
  table: string
  /** What is true of every row, in SQL; a `?` for each value. */
  holds: string
  values?: SqlValue[]
  /** What is wrong where it is not. */
  otherwise: string
}

/** The last moment that JavaScript's Date knows, milliseconds since 1970. */
const lastMoment = 8.64e15
/** Of a run's error, which the window shows. */
const longestText = 20_000
const lastEpoch = 100_000

const finite = (column: string) => `abs(${column}) <= 1.7976931348623157e308`
const moment = (column: string) => `${column} BETWEEN 0 AND ${lastMoment}`
const metrics = ['loss', 'val_loss', 'reconstruction', 'kl', 'val_reconstruction', 'val_kl', 'learning_rate', 'seconds']

/**
 * Looks at what an archive's rows mean, which no hash tells: whoever writes a hostile file hashes it, too. A single row
 * that does not read would keep the whole workspace from opening.
 * @param connection whose schema is the newest
 * @returns what is wrong, for the user; null if nothing is
 * @throws WorkbenchError if the notes are too long
 */
export function wrongContents(connection: Connection, { latentDim }: ExperimentConfiguration['model']): string | null {
  const rules: Rule[] = [
    {
      table: 'experiments',
      holds: `${moment('created_at')} AND (error IS NULL OR length(error) <= ${longestText})
        AND (origin_experiment_id IS NULL OR (length(origin_experiment_id) BETWEEN 4 AND 32
          AND origin_experiment_id NOT GLOB '*[^0-9a-z]*' AND origin_epoch BETWEEN 0 AND ${lastEpoch}))`,
      otherwise: 'what it says of the experiment cannot be',
    },
    {
      table: 'epochs',
      holds: `${metrics.map(finite).join(' AND ')} AND ${moment('ended_at')} AND epoch <= ${lastEpoch}
        AND (val_kl_per_dimension IS NULL OR length(val_kl_per_dimension) = 4 * ?)`,
      values: [latentDim],
      otherwise: 'its metrics cannot be',
    },
    {
      table: 'snapshots',
      // The sizes were looked at before anything was read.
      holds: 'latent_dim = ?',
      values: [latentDim],
      otherwise: 'its figures do not fit its data set',
    },
    {
      table: 'checkpoints',
      holds: 'epoch <= (SELECT coalesce(max(epoch), -1) FROM epochs)',
      otherwise: 'a checkpoint is of no epoch',
    },
    {
      table: 'learning_rate_changes',
      holds: `learning_rate BETWEEN 1e-8 AND 1 AND epoch <= ${lastEpoch} AND ${moment('changed_at')}`,
      otherwise: 'a learning rate cannot be',
    },
  ]
  const [experiment] = connection.statement<{ notes: string }>('SELECT notes FROM experiments').all()
  parseNotes(experiment?.notes ?? '')
  const broken = rules.find(({ table, holds, values = [] }) => {
    return connection.statement(`SELECT 1 FROM ${table} WHERE (${holds}) IS NOT TRUE LIMIT 1`).get(...values) !== undefined
  })
  return broken?.otherwise ?? null
}
