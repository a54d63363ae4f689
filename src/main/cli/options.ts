import type { z } from 'zod'
import { WorkbenchError } from '../../shared/errors.ts'
import { experimentConfigurationSchema, learningRateSchema, optimizerNames, type ExperimentConfiguration } from '../../shared/experiment/configuration.ts'
import { presets } from '../../shared/experiment/presets.ts'
import { describeNumber, parseNumber, type NumberKind } from '../../shared/numbers.ts'
import { nameProblem } from '../../shared/plain-text.ts'

/** Options of `train` as they were typed. */
export interface TrainOptions {
  preset?: string
  dataset?: string
  epochs?: string
  seed?: string
  optimizer?: string
  learningRate?: string
  batchSize?: string
  latentDim?: string
}

/** The option that sets each part of a configuration, by the path of that part. */
const flags: Record<string, string> = {
  dataset: '--dataset',
  epochs: '--epochs',
  seed: '--seed',
  'optimizer.name': '--optimizer',
  'optimizer.learningRate': '--learning-rate',
  batchSize: '--batch-size',
  'model.latentDim': '--latent-dim',
}

/** @throws WorkbenchError `usage` if there is no preset of that name */
export function presetConfiguration(name: string): ExperimentConfiguration {
  const preset = presets.find((each) => each.name === name)
  if (preset !== undefined) return structuredClone(preset.configuration)
  const known = presets.map((each) => each.name).join(', ')
  throw new WorkbenchError('usage', `--preset ${name} is unknown. Choose one of: ${known}.`)
}

/**
 * A configuration with those parts changed that options name.
 * @throws WorkbenchError `usage` that names the option whose value is wrong, and what it may be
 */
export function configure(base: ExperimentConfiguration, options: TrainOptions): ExperimentConfiguration {
  const { model, optimizer } = base
  const changed = {
    ...base,
    dataset: options.dataset ?? base.dataset,
    epochs: wholeOr(base.epochs, '--epochs', options.epochs),
    seed: wholeOr(base.seed, '--seed', options.seed),
    batchSize: wholeOr(base.batchSize, '--batch-size', options.batchSize),
    model: { ...model, latentDim: wholeOr(model.latentDim, '--latent-dim', options.latentDim) },
    optimizer: optimizerOf(optimizer, options),
  }
  const result = experimentConfigurationSchema.safeParse(changed, { reportInput: true })
  if (result.success) return result.data
  const path = result.error.issues[0]?.path.join('.') ?? ''
  throw new WorkbenchError('usage', `${flags[path] ?? path} ${demand(result.error)}.`)
}

/** Keras' SGD has no momentum of its own; 0.9 is what it is commonly used with. */
const commonMomentum = 0.9

function optimizerOf(base: ExperimentConfiguration['optimizer'], options: TrainOptions): object {
  const name = options.optimizer ?? base.name
  if (!optimizerNames.some((known) => known === name)) {
    throw new WorkbenchError('usage', `--optimizer must be one of ${optimizerNames.join(', ')}, not ${JSON.stringify(name)}.`)
  }
  const learningRate =
    options.learningRate === undefined ? base.learningRate : typedNumber('--learning-rate', options.learningRate, 'decimal', 0.0001)
  if (name !== 'sgd') return { name, learningRate }
  return { name, learningRate, momentum: base.name === 'sgd' ? base.momentum : commonMomentum }
}

/** Number of epochs in all, of `resume` and `demo`. @throws WorkbenchError `usage` */
export function parseEpochs(text: string): number {
  const result = experimentConfigurationSchema.shape.epochs.safeParse(typedNumber('--epochs', text, 'whole', 1000), { reportInput: true })
  if (result.success) return result.data
  throw new WorkbenchError('usage', `--epochs ${demand(result.error)}.`)
}

/** The rate that `resume` goes on at. @throws WorkbenchError `usage` */
export function parseLearningRate(text: string): number {
  const result = learningRateSchema.safeParse(typedNumber('--learning-rate', text, 'decimal', 0.0001), { reportInput: true })
  if (result.success) return result.data
  throw new WorkbenchError('usage', `--learning-rate ${demand(result.error)}.`)
}

/** @throws WorkbenchError `usage` */
export function parseName(text: string): string {
  const problem = nameProblem(text)
  if (problem === null) return text.trim()
  throw new WorkbenchError('usage', `--name cannot be “${text}”. ${problem}`)
}

/** The experiment and the 0-based epoch of `--from ID@EPOCH`; null: its beginning. @throws WorkbenchError `usage` */
export function parseOrigin(text: string): { id: string; epoch: number | null } {
  const [, id, epoch] = /^([^@\s]+)(?:@(\d{1,6}))?$/.exec(text) ?? []
  if (id !== undefined) return { id, epoch: epoch === undefined ? null : Number(epoch) }
  throw new WorkbenchError('usage', `--from must be an experiment and an epoch, such as 7kq2m0xd@100, not “${text}”.`)
}

/** @param otherwise what it is where it is not given, and an example of one */
function wholeOr(otherwise: number, flag: string, text: string | undefined): number {
  return text === undefined ? otherwise : typedNumber(flag, text, 'whole', otherwise)
}

/** @param example as it would be typed @throws WorkbenchError `usage` if it is none */
export function typedNumber(flag: string, text: string, kind: NumberKind, example: number): number {
  const number = parseNumber(kind, text)
  if (number !== null) return number
  throw new WorkbenchError('usage', `${flag} must be ${describeNumber({ kind, example })}, not “${text}”.`)
}

/** What the first wrong value must be, in words. */
function demand({ issues }: z.ZodError): string {
  const path = issues[0]?.path.join('.')
  // A number can break several bounds at once; the last one is the tightest.
  const issue = issues.findLast((each) => each.path.join('.') === path)
  const input = issue?.input === undefined ? '' : `, not ${JSON.stringify(issue.input)}`
  switch (issue?.code) {
    case 'too_small':
      return `must be ${issue.inclusive === false ? 'above' : 'at least'} ${issue.minimum}${input}`
    case 'too_big':
      return `must be ${issue.inclusive === false ? 'below' : 'at most'} ${issue.maximum}${input}`
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}${input}`
    default:
      return issue?.message ?? 'is invalid'
  }
}
