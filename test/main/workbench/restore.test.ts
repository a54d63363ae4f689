import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeCopy } from '../../../src/main/store/copies.ts'
import { WorkspaceLock } from '../../../src/main/store/workspace-lock.ts'
import { restoreWorkspace } from '../../../src/main/workbench/restore.ts'
import { Workbench } from '../../../src/main/workbench/workbench.ts'
import { workspaceFiles } from '../../../src/main/workspace-files.ts'
import { writeIdxFiles } from '../../support/idx-files.ts'
import { refusal } from '../../support/refusal.ts'
import { syntheticDataset } from '../../support/synthetic-dataset.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const folder = temporaryFolder('restore')
const silent = { reached: () => Promise.resolve() }
const { images, labels } = writeIdxFiles(join(folder, 'idx'), syntheticDataset({ size: 8, train: 300, test: 60 }))

it('restoring a copy keeps the data sets that it does not know of, for the database that is set aside', async () => {
  const directory = join(folder, 'workspace')
  const workbench = Workbench.open(directory)
  await makeCopy(workspaceFiles.database(directory), silent)
  const { id } = workbench.datasets.import({ name: 'Later', images, labels, test: null })
  await workbench.close()
  const dataset = join(directory, 'datasets', id)
  // As a kill leaves it between the row and the end of the import.
  writeFileSync(join(dataset, '.importing'), '')

  const { keptAs } = await restoreWorkspace(directory, 'a test', silent)
  const restored = Workbench.open(directory)
  expect(restored.datasets.list().map((each) => each.id)).toEqual(['mnist'])
  await restored.close()
  expect(keptAs !== null && existsSync(keptAs)).toBe(true)
  expect(existsSync(join(dataset, 'train-images-idx3-ubyte.gz'))).toBe(true)
})

it('nothing is restored under a program that works there', async () => {
  const directory = join(folder, 'busy')
  await Workbench.open(directory).close()
  const lock = WorkspaceLock.acquire(directory, 'a test')
  await expect(restoreWorkspace(directory, 'another', silent)).rejects.toThrow(refusal('busy', 'Close it, then restore.'))
  lock?.release()
})
