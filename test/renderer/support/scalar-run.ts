import type { ScalarColumn } from '../../../src/shared/contract/scalars.ts'
import { RunColumns } from '../../../src/renderer/state/run-columns.ts'
import type { ScalarRun } from '../../../src/renderer/state/scalar-lines.ts'

/** A run with these columns. */
export function scalarRun(columns: Partial<Record<ScalarColumn, number[]>>, change: Partial<ScalarRun> = {}): ScalarRun {
  const known = new RunColumns()
  const length = Math.max(0, ...Object.values(columns).map((values) => values.length))
  const typed = Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, Float64Array.from(values)]))
  known.put({ experimentId: 'run1', fromEpoch: 0, length, columns: typed, perDimension: null }, false)
  return { id: 'run1', name: 'First', colour: '--run-0', strong: false, columns: known, natsPerUnit: 1568, stepsPerEpoch: 120, ...change }
}
