import { completeExportOptions } from '../../shared/experiment/export-options.ts'
import { checkDestination } from './destination.ts'
import { exportLabels, exportLatents } from './kinds/codes.ts'
import { exportEvents } from './kinds/events.ts'
import { exportExperiment } from './kinds/experiment.ts'
import { exportFigure, type WrittenFigure } from './kinds/figures.ts'
import { exportScalars } from './kinds/scalars.ts'
import { exportWeights } from './kinds/weights.ts'
import type { Progress } from './progress.ts'
import type { ExportRequest, ExportResult, ExportTask } from './protocol.ts'
import { ExportSource } from './source.ts'

/**
 * Exports from a workspace. What is written appears under its name when it is whole; a failed or cancelled export
 * leaves nothing.
 * @throws WorkbenchError
 */
export async function runExport({ directory, request }: ExportTask, progress: Progress): Promise<ExportResult> {
  await checkDestination(request, directory)
  const source = ExportSource.open(directory, request.experimentId)
  try {
    const written = await exportKind(source, directory, request, progress)
    const result = typeof written === 'number' ? { bytes: written, unseen: null, animation: null } : written
    return { path: request.out, ...result }
  } finally {
    source.close()
  }
}

function exportKind(source: ExportSource, directory: string, request: ExportRequest, progress: Progress): Promise<number | WrittenFigure> {
  const { kind, out, options: some } = request
  const options = completeExportOptions(kind, some)
  switch (kind) {
    case 'manifold':
    case 'scatter':
    case 'reconstructions':
      return exportFigure(source, kind, options, out, progress)
    case 'latents':
      return exportLatents(source, options.to, out, progress)
    case 'labels':
      return exportLabels(source, out, progress)
    case 'scalars':
      return exportScalars(source, out, progress)
    case 'events':
      return exportEvents(source, out, progress)
    case 'weights':
      return exportWeights(source, options.to, out, progress)
    case 'experiment':
      return exportExperiment(source, directory, out, progress)
  }
}
