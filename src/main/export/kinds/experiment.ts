import { writeArchive } from '../../archive/write-archive.ts'
import { workspaceFiles } from '../../workspace-files.ts'
import { AtomicFile } from '../atomic-output.ts'
import type { Progress } from '../progress.ts'
import type { ExportSource } from '../source.ts'

/** Writes an experiment with everything of it into one file, to be imported elsewhere. @returns bytes written */
export async function exportExperiment(source: ExportSource, workspace: string, out: string, progress: Progress): Promise<number> {
  const { name, height, width, trainClassCounts, testClassCounts, sha256 } = source.dataset()
  const contents = {
    experimentId: source.experiment.id,
    dataset: { name, height, width, trainClassCounts, testClassCounts, sha256 },
    testLabels: source.testLabels(),
  }
  const file = await AtomicFile.create(out)
  try {
    await writeArchive(workspaceFiles.database(workspace), file.temporary, contents, progress)
  } catch (thrown) {
    await file.discard()
    throw file.errorOf(thrown)
  }
  return file.commit()
}
