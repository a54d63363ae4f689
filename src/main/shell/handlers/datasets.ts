import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { datasetRequests } from '../../../shared/contract/datasets.ts'
import { printable } from '../../../shared/plain-text.ts'
import type { HandlersOf } from '../ipc.ts'
import type { HandlerServices } from './services.ts'

export function datasetHandlers({
  workbench: { datasets, datasetImporter, datasetSamples },
  files,
  dialogs,
  publish,
}: HandlerServices): HandlersOf<typeof datasetRequests> {
  return {
    'datasets:list': () => datasets.list(),
    'datasets:import': ({ name, images, labels, test }) => {
      const request = {
        name,
        images: files.path(images),
        labels: files.path(labels),
        test: test === null ? null : { images: files.path(test.images), labels: files.path(test.labels) },
      }
      return datasetImporter.import(request, (progress) => publish('datasets:import-progress', progress))
    },
    'datasets:cancel-import': () => {
      datasetImporter.cancel()
      return null
    },
    'datasets:samples': ({ datasetId, label, count }) => datasetSamples.take(datasets.stored(datasetId), { label, count }),

    'dialogs:choose-file': async ({ title, what }) => {
      const path = await dialogs.chooseFile(title, what)
      if (path === null) return null
      return { handle: files.add(path), fileName: printable(basename(path)), size: statSync(path).size }
    },
  }
}
