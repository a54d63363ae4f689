import { join } from 'node:path'
import { Store } from '../../../src/main/store/store.ts'
import { configuration, epochRecord, metrics } from '../../main/store/support/records.ts'

export interface SeededRun {
  name: string
  /** Of each epoch. */
  valLosses: readonly number[]
}

/** Puts runs into a workspace, as trained before the application starts. They have curves but no figures. */
export function seedRuns(workspace: string, runs: readonly SeededRun[]): void {
  const store = Store.open(join(workspace, 'workbench.sqlite'))
  for (const { name, valLosses } of runs) {
    const experiment = { name, configuration: { ...configuration, epochs: valLosses.length }, origin: null }
    const { id } = store.experiments.create(experiment)
    valLosses.forEach((valLoss, epoch) => store.saveEpoch(epochRecord(id, epoch, { metrics: { ...metrics(epoch), valLoss } })))
    store.experiments.setStatus(id, 'completed')
  }
  store.close()
}

/** The runs as the store has them, by name. */
export function storedRuns(workspace: string) {
  const store = Store.open(join(workspace, 'workbench.sqlite'), { readOnly: true })
  const runs = store.experiments.list()
  store.close()
  return new Map(runs.map((run) => [run.name, run]))
}

/** Seconds of each epoch of a run, as the store has them. */
export function epochSeconds(workspace: string, name: string): number[] {
  const store = Store.open(join(workspace, 'workbench.sqlite'), { readOnly: true })
  const run = store.experiments.list().find((each) => each.name === name)
  const seconds = run === undefined ? [] : store.epochs.list(run.id).map((epoch) => epoch.seconds)
  store.close()
  return seconds
}
