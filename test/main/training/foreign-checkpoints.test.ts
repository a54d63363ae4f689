import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { importArchive } from '../../../src/main/archive/import-archive.ts'
import { DatasetCatalogue } from '../../../src/main/datasets/catalogue.ts'
import { Progress } from '../../../src/main/export/progress.ts'
import { runExport } from '../../../src/main/export/run-export.ts'
import { resourcesDirectory } from '../../../src/main/resources.ts'
import { encodeCheckpoint } from '../../../src/main/store/checkpoints.ts'
import { Connection } from '../../../src/main/store/connection.ts'
import { sha256 } from '../../../src/main/store/digest.ts'
import type { TensorBundle } from '../../../src/main/store/records.ts'
import { reseal } from '../../../src/main/store/sealed-rows.ts'
import { Store } from '../../../src/main/store/store.ts'
import { TrainingControl } from '../../../src/main/training/control.ts'
import { runExperiment } from '../../../src/main/training/run-experiment.ts'
import { workspaceFiles } from '../../../src/main/workspace-files.ts'
import { writeIdxFiles } from '../../support/idx-files.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { dataset, makeWorkspace } from '../export/experiment-workspace.ts'

vi.setConfig({ testTimeout: 120_000 })
const folder = temporaryFolder('foreign checkpoints')
const progress = new Progress(() => undefined, new AbortController().signal)

it.each<[string, string, TensorBundle, RegExp]>([
  ['no weights', 'none', {}, /does not fit the model: “.+” is missing/],
  ['another model’s', 'other', { x: { dtype: 'float32', shape: [1], data: Float32Array.of(1) } }, /holds “x”, which the model does not have/],
])('a run from elsewhere whose checkpoint has %s is not gone on with, and keeps all that it has', async (_, name, state, message) => {
  const [here, there, out] = ['here', 'there', 'run.manifold'].map((each) => join(folder, `${name} ${each}`)) as [string, string, string]
  const origin = makeWorkspace(here, 3)
  const connection = Connection.open(workspaceFiles.database(here))
  const forged = encodeCheckpoint({ epoch: 2, globalStep: 360, state, callbacks: {} }).state
  connection.statement('UPDATE checkpoints SET state = ?, sha256 = ? WHERE epoch = 2').run(forged, sha256(forged))
  reseal(connection, 'checkpoints', 'epoch = 2')
  connection.close()
  await runExport({ directory: here, request: { kind: 'experiment', experimentId: origin, out } }, progress)

  const files = writeIdxFiles(join(folder, 'idx'), dataset)
  const opened = <Result>(use: (store: Store) => Result): Result => {
    const store = Store.open(workspaceFiles.database(there))
    try {
      return use(store)
    } finally {
      store.close()
    }
  }
  opened((store) => new DatasetCatalogue(store, there, resourcesDirectory()).import({ name: 'Rows', ...files, test: null }))
  const { id } = (await importArchive(there, out, progress)).experiment
  const everything = () =>
    opened((store) => [store.epochs.list(id), store.snapshots.epochs(id), store.checkpoints.list(id), store.checkpoints.latest(id)])
  const before = everything()

  const resumed = runExperiment({ directory: there, experimentId: id, callback: null }, new TrainingControl(), () => undefined)
  await expect(resumed).rejects.toMatchObject({ code: 'checkpoint-corrupt', message: expect.stringMatching(message) as string })
  expect(everything()).toEqual(before)
})
