import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { datasetRequests, DatasetSamples } from '../../../shared/contract/datasets.ts'
import type { Dataset } from '../../datasets/dataset.ts'
import type { HandlersOf } from '../ipc.ts'
import type { HandlerServices } from './services.ts'

export function datasetHandlers({
  workbench: { datasets },
  files,
  dialogs,
}: HandlerServices): HandlersOf<typeof datasetRequests> {
  return {
    'datasets:list': () => datasets.list(),
    'datasets:import': ({ name, images, labels, test }) =>
      datasets.import({
        name,
        images: files.path(images),
        labels: files.path(labels),
        test: test === null ? null : { images: files.path(test.images), labels: files.path(test.labels) },
      }),
    'datasets:samples': ({ datasetId, label, count }) => samplesOf(datasets.load(datasetId), label, count),

    'dialogs:choose-file': async ({ title, what }) => {
      const path = await dialogs.chooseFile(title, what)
      if (path === null) return null
      return { handle: files.add(path), fileName: basename(path), size: statSync(path).size }
    },
  }
}

/** The first `count` training images, of one label only where one is given. */
function samplesOf({ height, width, train }: Dataset, label: number | null, count: number): DatasetSamples {
  const pixels = height * width
  const chosen: number[] = []
  for (let i = 0; i < train.labels.length && chosen.length < count; i++) {
    if (label === null || train.labels[i] === label) chosen.push(i)
  }
  const images = new Uint8Array(chosen.length * pixels)
  const labels = new Uint8Array(chosen.length)
  for (const [position, index] of chosen.entries()) {
    images.set(train.images.subarray(index * pixels, (index + 1) * pixels), position * pixels)
    labels[position] = train.labels[index] ?? 0
  }
  return { height, width, images, labels }
}
