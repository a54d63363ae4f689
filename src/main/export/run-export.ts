import { checkDestination } from './destination.ts'
import { animatedManifold, animatedReconstructions, animatedScatter } from './kinds/animated-figure.ts'
import { exportEvents } from './kinds/events.ts'
import { exportFigure } from './kinds/figures.ts'
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
  await checkDestination(request)
  const source = ExportSource.open(directory, request.experimentId)
  try {
    return { path: request.out, bytes: await exportKind(source, request, progress) }
  } finally {
    source.close()
  }
}

function exportKind(source: ExportSource, { kind, out }: ExportRequest, progress: Progress): Promise<number> {
  switch (kind) {
    case 'manifold':
      return exportFigure(source, animatedManifold, out, progress)
    case 'scatter':
      return exportFigure(source, animatedScatter, out, progress)
    case 'reconstructions':
      return exportFigure(source, animatedReconstructions, out, progress)
    case 'scalars':
      return exportScalars(source, out, progress)
    case 'events':
      return exportEvents(source, out, progress)
    case 'weights':
      return exportWeights(source, out, progress)
  }
}
