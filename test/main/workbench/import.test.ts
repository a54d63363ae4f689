import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { Progress } from '../../../src/main/export/progress.ts'
import { runExport } from '../../../src/main/export/run-export.ts'
import { Workbench } from '../../../src/main/workbench/workbench.ts'
import { toWorkbenchError } from '../../../src/shared/errors.ts'
import { makeWorkspace } from '../export/experiment-workspace.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const folder = temporaryFolder('import')

it('an import that is under way when the workbench closes is cancelled and leaves nothing', async () => {
  const [here, there, out] = ['here', 'there', 'run.manifold'].map((name) => join(folder, name))
  if (here === undefined || there === undefined || out === undefined) throw new Error('There is no path.')
  mkdirSync(here)
  const experimentId = makeWorkspace(here, 3)
  const progress = new Progress(() => undefined, new AbortController().signal)
  await runExport({ directory: here, request: { kind: 'experiment', experimentId, out } }, progress)

  const workbench = Workbench.open(there)
  let ended = 'no'
  void workbench.importExperiment(out).then(
    () => (ended = 'imported'),
    (thrown: unknown) => (ended = toWorkbenchError(thrown).code),
  )
  await workbench.close()
  expect(ended).toBe('cancelled')
  expect(readdirSync(there).filter((name) => name.startsWith('.importing'))).toEqual([])
})
