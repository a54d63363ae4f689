import type { Experiment } from '../../../shared/experiment/experiment.ts'
import { formatCount, formatDuration, formatLoss, formatRate } from '../../format.ts'
import { statusWords } from '../../state/status-words.ts'
import { fieldGroups } from '../experiment/fields.ts'

export interface ComparedRun {
  experiment: Experiment
  datasetName: string
  /** Seconds that all its epochs took together; null while that is not known. */
  trainedSeconds: number | null
}

/** One figure or parameter of all runs. */
export interface ComparisonRow {
  id: string
  group: string
  label: string
  /** One a run, as text. */
  cells: readonly string[]
  /** What the runs are sorted by. */
  keys: readonly (number | string)[]
  /** A parameter that is not the same in all runs; results always differ, which says nothing. */
  differs: boolean
}

interface Cell {
  text: string
  key: number | string
}

/** The group of what came out, which is shown always. */
export const results = 'Results'

const nothing: Cell = { text: '–', key: Infinity }

/** All that is known of the runs, results first, then every parameter that any of them has, in the order of the form. */
export function comparisonRows(runs: readonly ComparedRun[]): ComparisonRow[] {
  const row = (group: string, id: string, label: string, cell: (run: ComparedRun) => Cell): ComparisonRow => {
    const cells = runs.map(cell)
    const texts = cells.map(({ text }) => text)
    return { id, group, label, cells: texts, keys: cells.map(({ key }) => key), differs: group !== results && new Set(texts).size > 1 }
  }
  const loss = (value: number | null | undefined): Cell => (value == null ? nothing : { text: formatLoss(value), key: value })
  const words = (text: string): Cell => ({ text, key: text })
  const rows = [
    row(results, 'best-val-loss', 'Best val_loss', ({ experiment }) => loss(experiment.bestValLoss)),
    row(results, 'last-val-loss', 'Last val_loss', ({ experiment }) => loss(experiment.lastMetrics?.valLoss)),
    row(results, 'last-loss', 'Last loss', ({ experiment }) => loss(experiment.lastMetrics?.loss)),
    row(results, 'epochs-done', 'Epochs done', ({ experiment: { epochsDone } }) => ({
      text: formatCount(epochsDone),
      key: epochsDone,
    })),
    row(results, 'time', 'Time', ({ trainedSeconds }) =>
      trainedSeconds === null ? nothing : { text: formatDuration(trainedSeconds), key: trainedSeconds },
    ),
    row(results, 'time-per-epoch', 'Time per epoch', ({ trainedSeconds, experiment: { epochsDone } }) =>
      trainedSeconds === null || epochsDone === 0
        ? nothing
        : { text: formatDuration(trainedSeconds / epochsDone), key: trainedSeconds / epochsDone },
    ),
    row(results, 'status', 'Status', ({ experiment }) => words(statusWords[experiment.status])),
    row(results, 'branched', 'Branched from', ({ experiment: { origin } }) =>
      origin === null ? nothing : words(`${origin.experimentId}, epoch ${formatCount(origin.epoch)}`),
    ),
    row('Data', 'dataset', 'Data set', ({ datasetName }) => words(datasetName)),
    ...fieldGroups.flatMap(({ title, fields }) =>
      fields.map(({ path, label }) => row(title, path, label, ({ experiment }) => parameter(experiment, path))),
    ),
  ]
  return rows.filter(({ cells }) => cells.some((text) => text !== nothing.text))
}

function parameter({ configuration }: Experiment, path: string): Cell {
  const value = path
    .split('.')
    .reduce<unknown>((part, key) => (typeof part === 'object' && part !== null ? (part as Record<string, unknown>)[key] : undefined), configuration)
  if (typeof value === 'boolean') return { text: value ? 'On' : 'Off', key: Number(value) }
  if (typeof value === 'number') return { text: value !== 0 && value < 1e-2 ? formatRate(value) : String(value), key: value }
  return typeof value === 'string' ? { text: value, key: value } : nothing
}

/** The runs' places in the order of a row, the least first; as they come without one. */
export function sortedColumns(count: number, row: ComparisonRow | undefined, descending: boolean): number[] {
  const columns = Array.from({ length: count }, (_, column) => column)
  if (row === undefined) return columns
  const compare = (a: number, b: number) => {
    const [left, right] = [row.keys[a] ?? Infinity, row.keys[b] ?? Infinity]
    if (typeof left === 'number' && typeof right === 'number') return left === right ? 0 : left - right
    return String(left).localeCompare(String(right))
  }
  return columns.sort((a, b) => (descending ? compare(b, a) : compare(a, b)))
}
