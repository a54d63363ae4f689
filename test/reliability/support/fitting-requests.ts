import type { RequestChannel } from '../../../src/shared/contract/channels.ts'
import type { RequestOf } from '../../../src/shared/contract/contract.ts'
import type { ExperimentConfiguration } from '../../../src/shared/experiment/configuration.ts'

/** What there is in a workspace that requests can name. */
export interface Known {
  experimentId: string
  configuration: ExperimentConfiguration
  datasetId: string
  /** Of a film that the page is handing over. */
  exportId: string
  /** Handles of files that were chosen: labels and images the wrong way round, so that no import begins. */
  images: string
  labels: string
}

/** For each channel some requests that fit its schema and name what there is; what is spoilt in them is not much. */
export function fittingRequests(known: Known): { [C in RequestChannel]: readonly [RequestOf<C>, ...RequestOf<C>[]] } {
  const { experimentId, configuration, datasetId, exportId, images, labels } = known
  const ofRun = { experimentId }
  const at = { experimentId, epoch: 1 }
  const options = { scale: 0.25, digitColours: 'Greys_r', from: 0, to: 1, every: 1 } as const
  const film = { experimentId, kind: 'manifold', format: 'webm', total: 2 } as const
  const pixels = new Uint8Array(64)
  return {
    'app:about': [undefined],
    'app:surroundings': [undefined],
    'app:reopen': [undefined],
    'app:look-only-window': [undefined],
    'app:menu': [{ pages: ['Observe'], recent: [{ experimentId, name: 'Run' }] }],
    'app:log': [undefined],
    'app:reveal-log': [undefined],
    'app:licences': [undefined],
    'app:reveal-chromium-licences': [undefined],
    'app:opened-files': [undefined],
    'app:settle-opened-files': [{ handles: [images] }],
    'app:report': [{ message: 'In the window: it failed' }],
    'datasets:list': [undefined],
    'datasets:import': [{ name: 'Rows', images, labels, test: null }, { name: 'Rows', images, labels, test: { images, labels } }],
    'datasets:cancel-import': [undefined],
    'datasets:samples': [{ datasetId, label: null, count: 10 }, { datasetId: 'mnist', label: 3, count: 1 }],
    'dialogs:choose-file': [{ title: 'Choose', what: 'idx' }, { title: 'Choose' }],
    'experiments:list': [undefined],
    'experiments:create': [
      { name: 'Run', configuration, origin: null },
      { name: 'Run', configuration, origin: at },
    ],
    'experiments:rename': [{ experimentId, name: 'Run' }],
    'experiments:annotate': [{ experimentId, notes: 'Why', colour: 1 }],
    'experiments:set-hidden': [{ experimentIds: [experimentId], hidden: false }],
    'experiments:delete': [ofRun],
    'experiments:restore': [ofRun],
    'experiments:sparklines': [{ experimentIds: [experimentId] }],
    'experiments:import': [{ file: images }],
    'experiments:cancel-import': [{ file: images }],
    'checkpoints:list': [ofRun],
    'epochs:list': [{ experimentId, fromEpoch: 0 }],
    'epochs:series': [{ runs: [{ experimentId, fromEpoch: 0 }], columns: ['loss', 'kl'], perDimension: true }],
    'references:list': [undefined],
    'snapshots:list': [ofRun],
    'snapshots:get': [at],
    // Its epochs are done.
    'training:start': [{ experimentId, totalEpochs: null, goBack: true }, { experimentId, totalEpochs: 1 }],
    'training:one-epoch': [{ experimentId: 'nosuchrun', goBack: true }],
    'training:pause': [ofRun],
    'training:stop': [ofRun],
    'training:set-learning-rate': [{ experimentId, learningRate: 1e-3 }],
    'training:learning-rate-changes': [ofRun],
    'files:save': [{ name: 'loss', extension: 'csv', data: pixels }],
    'exports:list': [undefined],
    'exports:start': [
      { experimentId, kind: 'manifold', format: 'gif', options },
      { experimentId, kind: 'scatter', format: 'png', options: { ...options, labelColours: 'coolwarm' } },
      { experimentId, kind: 'reconstructions', format: 'png', options: { interval: 20, to: 0 } },
      ...(['scalars', 'latents', 'labels'] as const).map((kind) => ({ experimentId, kind, format: 'csv', options: {} }) as const),
      { experimentId, kind: 'weights', format: 'safetensors', options: { to: null } },
      { experimentId, kind: 'experiment', format: 'manifold', options: {} },
    ],
    'exports:cancel': [{ exportId: '00000000-0000-4000-8000-000000000000' }],
    'exports:reveal': [{ exportId }],
    'exports:frame': [{ experimentId, kind: 'manifold', options, epoch: 1 }],
    'exports:begin-video': [film],
    'exports:append': [{ exportId, done: 1, position: 0, data: pixels }],
    'exports:finish': [{ exportId: '00000000-0000-4000-8000-000000000000', failure: null }],
    'inference:warm': [at],
    'inference:decode': [{ ...at, codes: new Float32Array([0, 1]) }],
    'inference:encode': [{ ...at, images: pixels }],
    'inference:test-digit': [{ ...at, index: 1, seed: 1 }],
    'inference:reconstructions': [{ ...at, choice: { kind: 'first' }, count: 2 }, { ...at, choice: { kind: 'sample', seed: 1 }, count: 2 }],
    // One that is there takes a process and seconds each time.
    'inference:profile': [{ experimentId: 'nosuchrun', steps: 1 }],
    'inference:test-images': [{ experimentId, indices: [0, 1] }],
  }
}
