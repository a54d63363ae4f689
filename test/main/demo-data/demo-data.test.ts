import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeDemoData } from '../../../src/main/demo-data/demo-data.ts'
import { Workbench } from '../../../src/main/workbench/workbench.ts'

let workspace: string
let workbench: Workbench
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'demo-data-'))
  workbench = Workbench.open(workspace)
})
afterEach(async () => {
  await workbench.close()
  rmSync(workspace, { recursive: true })
})

it('makes runs that have learned something, the newest with figures', () => {
  const done: number[] = []
  makeDemoData(workbench.store, workbench.datasets, { runs: 6, epochs: 50 }, (count) => done.push(count))
  const runs = workbench.store.experiments.list()
  expect(done).toEqual([1, 2, 3, 4, 5, 6])
  expect(runs.map(({ status, epochsDone }) => `${status} ${epochsDone}`)).toEqual(Array(6).fill('completed 50'))
  for (const { id, lastMetrics, configuration } of runs) {
    const [first] = workbench.store.epochs.list(id)
    expect(lastMetrics?.valLoss).toBeLessThan(first?.valLoss ?? 0)
    const perDimension = lastMetrics?.valKlPerDimension ?? []
    expect(perDimension).toHaveLength(configuration.model.latentDim)
    expect(perDimension.reduce((sum, kl) => sum + kl, 0)).toBeCloseTo(lastMetrics?.valKl ?? 0, 4)
  }
  expect(runs.map(({ id }) => workbench.store.snapshots.epochs(id).length)).toEqual([0, 0, 0, 5, 5, 5])
})
