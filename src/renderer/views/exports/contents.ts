import type { ExportFormat, ExportKind } from '../../../shared/contract/exports.ts'
import type { DatasetSummary } from '../../../shared/experiment/dataset-summary.ts'
import type { Experiment } from '../../../shared/experiment/experiment.ts'
import { formatCount, formatCounted } from '../../format.ts'
import { isolated } from '../../isolated.ts'

interface Contents {
  summary: string
  parts: readonly { name: string; meaning: string }[]
  /** A few lines of Python that read the file. */
  example: string | null
}

interface Subject {
  experiment: Experiment
  dataset: DatasetSummary | null
  /** The snapshot's that is chosen, 0-based. */
  epoch: number | null
}

/** What an export of numbers holds, in words: names of its parts, shapes, units. */
export function contentsOf(kind: ExportKind, format: ExportFormat, { experiment, dataset, epoch }: Subject): Contents {
  const images = formatCount(dataset?.testCount ?? 0)
  const { latentDim } = experiment.configuration.model
  const at = epoch === null ? 'the newest snapshot' : `epoch ${epoch}`
  switch (kind) {
    case 'scalars':
      return {
        summary: `${formatCounted(experiment.epochsDone, 'row')}, one for each epoch, numbers at full precision.`,
        parts: [
          { name: 'epoch', meaning: 'counted from 0' },
          { name: 'loss, val_loss', meaning: 'nats per image, divided by twice the number of pixels' },
          { name: 'reconstruction, kl', meaning: 'nats per image, in training' },
          { name: 'val_reconstruction, val_kl', meaning: 'the same on the test set' },
          { name: 'learning_rate', meaning: 'of the epoch' },
          { name: 'seconds, relative', meaning: 'worked on the epoch, and on all up to its end, without pauses' },
          { name: 'ended_at', meaning: 'when it ended, in ISO 8601 (UTC)' },
        ],
        example: format === 'csv' ? 'import pandas\nscalars = pandas.read_csv("scalars.csv", index_col="epoch")' : null,
      }
    case 'latents':
      return {
        summary: `z_mean of the ${formatCounted(dataset?.testCount ?? 0, 'test image')} at ${at}.`,
        parts:
          format === 'npy'
            ? [{ name: 'array', meaning: `float32 [${images}, ${latentDim}], in the order of the test set` }]
            : [
                { name: 'index', meaning: 'of the image in the test set' },
                { name: 'label', meaning: 'what it shows, as a number' },
                { name: `z0${latentDim > 1 ? ` … z${latentDim - 1}` : ''}`, meaning: 'float32, without loss' },
              ],
        example: format === 'npy' ? 'import numpy\nz_mean = numpy.load("latents.npy")' : null,
      }
    case 'labels':
      return {
        summary: `${formatCounted(dataset?.testCount ?? 0, 'label')}, one for each test image, in the order of the latents.`,
        parts: [format === 'npy' ? { name: 'array', meaning: `uint8 [${images}]` } : { name: 'label', meaning: 'a row an image' }],
        example: format === 'npy' ? 'import numpy\nlabels = numpy.load("labels.npy")' : null,
      }
    case 'weights':
      return {
        summary: 'The model’s weights and moving averages, without the optimiser’s slots.',
        parts: [
          { name: 'encoder/…, decoder/…', meaning: 'float32, kernels [in, out], by the names of Keras' },
          { name: '__metadata__', meaning: 'experiment, epoch, configuration; model and formulas: all that rebuilds the network' },
        ],
        example: 'from safetensors.numpy import load_file\nweights = load_file("weights.safetensors")',
      }
    case 'experiment':
      return {
        summary: 'Everything of the run in one SQLite database, to be imported on another machine by the menu File or the command line.',
        parts: [
          { name: 'experiments', meaning: 'name, notes, configuration, status' },
          { name: 'epochs', meaning: `metrics of ${formatCounted(experiment.epochsDone, 'epoch')}` },
          { name: 'snapshots', meaning: 'figures and weights' },
          { name: 'checkpoints', meaning: 'to resume from, byte for byte' },
          { name: 'archive', meaning: `the data set by its SHA-256 (“${isolated(dataset?.name ?? experiment.configuration.dataset)}”), and a hash of all there is` },
        ],
        example: 'npm run --silent workbench -- import experiment.manifold',
      }
    default:
      return { summary: '', parts: [], example: null }
  }
}
