import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { About, DatasetSamples } from '../../shared/contract/contract.ts'
import type { Workbench } from '../workbench/workbench.ts'
import { snapshotFigures } from '../workbench/figures.ts'
import type { Dataset } from '../datasets/dataset.ts'
import type { Dialogs } from './dialogs.ts'
import type { ExportJobs } from './export-jobs.ts'
import type { FileHandles } from './file-handles.ts'
import type { Handlers, Publish } from './ipc.ts'

export interface HandlerServices {
  workbench: Workbench
  jobs: ExportJobs
  files: FileHandles
  dialogs: Dialogs
  publish: Publish
  about: () => About
}

/** Joins each request channel to the service that answers it. */
export function createHandlers({ workbench, jobs, files, dialogs, publish, about }: HandlerServices): Handlers {
  const { store, datasets, training } = workbench
  return {
    'app:about': () => about(),

    'datasets:list': () => datasets.list(),
    'datasets:import': ({ name, images, labels, test }) =>
      datasets.import({
        name,
        images: files.path(images),
        labels: files.path(labels),
        test: test === null ? null : { images: files.path(test.images), labels: files.path(test.labels) },
      }),
    'datasets:samples': ({ datasetId, label, count }) => samplesOf(datasets.load(datasetId), label, count),

    'dialogs:choose-file': async ({ title }) => {
      const path = await dialogs.chooseFile(title)
      if (path === null) return null
      return { handle: files.add(path), fileName: basename(path), size: statSync(path).size }
    },

    'experiments:list': () => store.experiments.list(),
    'experiments:create': (request) => store.experiments.create(request),
    'experiments:rename': ({ experimentId, name }) => store.experiments.rename(experimentId, name),
    'experiments:delete': ({ experimentId }) => {
      workbench.deleteExperiment(experimentId)
      publish('experiments:deleted', experimentId)
      return null
    },

    'epochs:list': ({ experimentId, fromEpoch }) => store.epochs.list(experimentId, fromEpoch),
    'snapshots:list': ({ experimentId }) => store.snapshots.epochs(experimentId),
    'snapshots:get': ({ experimentId, epoch }) => snapshotFigures(store, datasets, experimentId, epoch),

    'training:start': ({ experimentId, totalEpochs }) =>
      training.start(experimentId, totalEpochs === null ? {} : { totalEpochs }),
    'training:pause': ({ experimentId }) => training.pause(experimentId),
    'training:stop': ({ experimentId }) => training.stop(experimentId),

    'exports:list': () => jobs.list(),
    'exports:start': async ({ experimentId, kind }) => {
      store.experiments.get(experimentId)
      const path = await dialogs.chooseDestination(kind)
      return path === null ? null : jobs.start(experimentId, kind, path)
    },
    'exports:cancel': ({ exportId }) => {
      jobs.cancel(exportId)
      return null
    },
    'exports:reveal': ({ exportId }) => {
      dialogs.reveal(jobs.path(exportId))
      return null
    },
  }
}

/** The first `count` training images, of one label only where one is given. */
export function samplesOf({ height, width, train }: Dataset, label: number | null, count: number): DatasetSamples {
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
