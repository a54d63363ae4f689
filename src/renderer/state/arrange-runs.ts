import type { Experiment } from '../../shared/experiment/experiment.ts'
import { statusWords } from './status-words.ts'

export const runOrders = ['newest', 'oldest', 'name', 'best', 'last', 'epochs'] as const
export type RunOrder = (typeof runOrders)[number]

/** A run's place in the list. */
export interface RunRow {
  experiment: Experiment
  /** How far below the run that it branched off from: 0 for one that did not, or whose origin is not in the list. */
  depth: number
}

/** What is typed to find runs by. */
export interface RunFilter {
  text: string
  /** Whether the text is a regular expression. */
  regex: boolean
}

type Matches = (experiment: Experiment) => boolean

/** The list does not show ids, so a letter or two that happen to be in one must not find its run. */
const leastOfAnId = 4

/**
 * Whether a run fits the filter, by its name, status or notes, or by how its id begins, as the command line prints it;
 * null if the regular expression is none.
 */
export function matcher({ text, regex }: RunFilter): Matches | null {
  const wanted = text.trim()
  if (wanted === '') return () => true
  const texts = ({ name, status, notes }: Experiment) => [name, statusWords[status], notes]
  if (!regex) {
    const words = wanted.toLowerCase().split(/\s+/)
    return (experiment) => {
      const whole = texts(experiment).join('\n').toLowerCase()
      return words.every((word) => whole.includes(word) || (word.length >= leastOfAnId && experiment.id.startsWith(word)))
    }
  }
  try {
    const pattern = new RegExp(wanted, 'iu')
    return (experiment) => texts(experiment).some((text) => pattern.test(text))
  } catch {
    return null
  }
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
/** Runs without a loss come last. */
const loss = (value: number | null | undefined) => value ?? Infinity
const ascending = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1)

const comparisons: Record<RunOrder, (a: Experiment, b: Experiment) => number> = {
  newest: (a, b) => ascending(b.createdAt, a.createdAt),
  oldest: (a, b) => ascending(a.createdAt, b.createdAt),
  name: (a, b) => collator.compare(a.name, b.name),
  best: (a, b) => ascending(loss(a.bestValLoss), loss(b.bestValLoss)),
  last: (a, b) => ascending(loss(a.lastMetrics?.valLoss), loss(b.lastMetrics?.valLoss)),
  epochs: (a, b) => ascending(b.epochsDone, a.epochsDone),
}

/** The runs that match, sorted, each branch below the run it came from. */
export function arrangeRuns(experiments: readonly Experiment[], matches: Matches, order: RunOrder): RunRow[] {
  const listed = experiments.filter(matches).sort(comparisons[order])
  const ids = new Set(listed.map(({ id }) => id))
  const roots: Experiment[] = []
  const branches = new Map<string, Experiment[]>()
  for (const experiment of listed) {
    const origin = experiment.origin?.experimentId
    if (origin === undefined || !ids.has(origin)) roots.push(experiment)
    else branches.set(origin, [...(branches.get(origin) ?? []), experiment])
  }
  const withBranches = (experiment: Experiment, depth: number): RunRow[] => [
    { experiment, depth },
    ...(branches.get(experiment.id) ?? []).flatMap((branch) => withBranches(branch, depth + 1)),
  ]
  return roots.flatMap((root) => withBranches(root, 0))
}
