import type { NumberKind } from '../../../shared/numbers.ts'

/** A value as it stands in the form: text as typed, or a switch. */
export type FieldValue = string | boolean
export type FieldValues = Readonly<Record<string, FieldValue>>

export interface FormField {
  /** Where the value goes in the configuration, such as `model.latentDim`. */
  path: string
  label: string
  unit?: string
  /** What it does, in a sentence. */
  explanation: string
  /** A switch takes that many of the two columns. */
  control:
    | { kind: 'number'; type: NumberKind }
    | { kind: 'switch'; span: 1 | 2 }
    | { kind: 'choice'; options: readonly { value: string; label: string }[] }
  /** What it starts with where the preset has no value for it. */
  initial?: FieldValue
  /** Whether it applies, given the other values; always, if absent. */
  applies?: (values: FieldValues) => boolean
}

export interface FieldGroup {
  title: string
  fields: readonly FormField[]
}

const metrics = [
  { value: 'val_loss', label: 'val_loss' },
  { value: 'loss', label: 'loss' },
  { value: 'reconstruction', label: 'reconstruction' },
  { value: 'kl', label: 'kl' },
]

const whole = { kind: 'number', type: 'whole' } as const
const decimal = { kind: 'number', type: 'decimal' } as const
const onOff = (span: 1 | 2) => ({ kind: 'switch', span }) as const
const when = (path: string, value: FieldValue) => (values: FieldValues) => values[path] === value
const whenCheckpoints = when('modelCheckpoint.enabled', true)
const whenPlateau = when('reduceLROnPlateau.enabled', true)
const schedule = (kind: string) => when('learningRateSchedule.kind', kind)

/** Every parameter of the configuration, in the order in which one thinks of them. */
export const fieldGroups: readonly FieldGroup[] = [
  {
    title: 'Model',
    fields: [
      {
        path: 'model.latentDim',
        label: 'Latent dimensions',
        explanation: 'Numbers that each image is encoded into; with two, the latent space can be drawn whole.',
        control: whole,
      },
      {
        path: 'model.dropoutRate',
        label: 'Dropout rate',
        explanation: 'Fraction of units that each training step leaves out, against overfitting.',
        control: decimal,
      },
    ],
  },
  {
    title: 'Training',
    fields: [
      {
        path: 'epochs',
        label: 'Epochs',
        explanation: 'How often training goes through all training images. It can be trained longer later.',
        control: whole,
      },
      {
        path: 'batchSize',
        label: 'Batch size',
        unit: 'images',
        explanation: 'Images that one step averages its gradient over. More are steadier, and make fewer steps.',
        control: whole,
      },
      {
        path: 'seed',
        label: 'Seed',
        explanation: 'Decides initial weights, order, dropout and noise: the same seed gives the same run.',
        control: whole,
      },
    ],
  },
  {
    title: 'Learning rate',
    fields: [
      {
        path: 'optimizer.name',
        label: 'Optimiser',
        explanation: 'How gradients become steps: Adam and RMSprop scale them for each weight, SGD does not.',
        control: {
          kind: 'choice',
          options: [
            { value: 'adam', label: 'Adam' },
            { value: 'rmsprop', label: 'RMSprop' },
            { value: 'sgd', label: 'SGD' },
          ],
        },
      },
      {
        path: 'optimizer.learningRate',
        label: 'Learning rate',
        explanation: 'Size of the steps at the start. Too large diverges, too small takes for ever.',
        control: decimal,
      },
      {
        path: 'optimizer.momentum',
        label: 'Momentum',
        explanation: 'Share of the last step that is added to the next one.',
        control: decimal,
        initial: '0.9',
        applies: when('optimizer.name', 'sgd'),
      },
      {
        path: 'learningRateSchedule.kind',
        label: 'Schedule',
        explanation: 'How the learning rate goes on from there, epoch by epoch.',
        control: {
          kind: 'choice',
          options: [
            { value: 'constant', label: 'Constant' },
            { value: 'step', label: 'Step' },
            { value: 'exponential', label: 'Exponential' },
            { value: 'cosine', label: 'Cosine' },
            { value: 'warm-up', label: 'Warm-up' },
          ],
        },
      },
      {
        path: 'learningRateSchedule.factor',
        label: 'Step factor',
        explanation: 'What the learning rate is multiplied by at each step down.',
        control: decimal,
        initial: '0.5',
        applies: schedule('step'),
      },
      {
        path: 'learningRateSchedule.everyEpochs',
        label: 'Step every',
        explanation: 'How far apart the steps down are.',
        unit: 'epochs',
        control: whole,
        initial: '100',
        applies: schedule('step'),
      },
      {
        path: 'learningRateSchedule.rate',
        label: 'Decay rate',
        explanation: 'After each epoch the learning rate is multiplied by e^−rate.',
        control: decimal,
        initial: '0.01',
        applies: schedule('exponential'),
      },
      {
        path: 'learningRateSchedule.minimum',
        label: 'Minimum',
        explanation: 'Where the half cosine ends, at the last epoch. Epochs trained on top keep this rate.',
        control: decimal,
        initial: '0',
        applies: schedule('cosine'),
      },
      {
        path: 'learningRateSchedule.epochs',
        label: 'Warm-up',
        explanation: 'How long the learning rate grows until it has its full size.',
        unit: 'epochs',
        control: whole,
        initial: '5',
        applies: schedule('warm-up'),
      },
    ],
  },
  {
    title: 'Reduce on plateau',
    fields: [
      {
        path: 'reduceLROnPlateau.enabled',
        label: 'Reduce the learning rate on a plateau',
        explanation: 'When a figure has stopped falling, smaller steps often get it to fall again.',
        control: onOff(2),
      },
      {
        path: 'reduceLROnPlateau.monitor',
        label: 'Monitor',
        explanation: 'The figure that has to fall.',
        control: { kind: 'choice', options: metrics },
        applies: whenPlateau,
      },
      {
        path: 'reduceLROnPlateau.factor',
        label: 'Factor',
        explanation: 'What the learning rate is multiplied by then.',
        control: decimal,
        applies: whenPlateau,
      },
      {
        path: 'reduceLROnPlateau.patience',
        label: 'Patience',
        unit: 'epochs',
        explanation: 'How long the figure may stand still.',
        control: whole,
        applies: whenPlateau,
      },
      {
        path: 'reduceLROnPlateau.minDelta',
        label: 'Least improvement',
        explanation: 'A fall by less counts as standing still.',
        control: decimal,
        applies: whenPlateau,
      },
      {
        path: 'reduceLROnPlateau.cooldown',
        label: 'Cooldown',
        unit: 'epochs',
        explanation: 'How long nothing counts after a reduction.',
        control: whole,
        applies: whenPlateau,
      },
      {
        path: 'reduceLROnPlateau.minLearningRate',
        label: 'Least learning rate',
        explanation: 'The learning rate is not reduced below it.',
        control: decimal,
        applies: whenPlateau,
      },
    ],
  },
  {
    title: 'Callbacks',
    fields: [
      {
        path: 'modelCheckpoint.enabled',
        label: 'Keep earlier checkpoints',
        explanation: 'The newest epoch can always be resumed; this keeps earlier ones beside it.',
        control: onOff(2),
      },
      {
        path: 'modelCheckpoint.everyEpochs',
        label: 'Checkpoint every',
        explanation: 'How far apart the checkpoints are that are kept.',
        unit: 'epochs',
        control: whole,
        applies: whenCheckpoints,
      },
      {
        path: 'modelCheckpoint.keep',
        label: 'Keep the last',
        unit: 'of them',
        explanation: 'How many of them stay; the best one stays besides.',
        control: whole,
        applies: whenCheckpoints,
      },
      {
        path: 'modelCheckpoint.monitor',
        label: 'Best by',
        explanation: 'The epoch with its lowest value is the best.',
        control: { kind: 'choice', options: metrics },
        applies: whenCheckpoints,
      },
      {
        path: 'modelCheckpoint.saveBestOnly',
        label: 'Keep the best only',
        explanation: 'No other checkpoint stays beside the best one.',
        control: onOff(1),
        applies: whenCheckpoints,
      },
      {
        path: 'tensorBoard.enabled',
        label: 'Write TensorBoard event files',
        explanation: 'Written under logs while it trains, for the real TensorBoard to open.',
        control: onOff(1),
      },
      {
        path: 'tensorBoard.images',
        label: 'With the manifold as an image',
        explanation: 'Adds the manifold of each snapshot epoch to them.',
        control: onOff(1),
        applies: when('tensorBoard.enabled', true),
      },
    ],
  },
  {
    title: 'Snapshots',
    fields: [
      {
        path: 'snapshots.schedule.kind',
        label: 'At which epochs',
        explanation: 'When the figures are kept: at the tutorial’s 65 epochs, dense at the start, or every so often.',
        control: {
          kind: 'choice',
          options: [
            { value: 'tutorial', label: 'The tutorial’s' },
            { value: 'every', label: 'Regularly' },
          ],
        },
      },
      {
        path: 'snapshots.schedule.epochs',
        label: 'Every',
        explanation: 'How far apart the snapshots are.',
        unit: 'epochs',
        control: whole,
        initial: '10',
        applies: when('snapshots.schedule.kind', 'every'),
      },
      {
        path: 'snapshots.weights',
        label: 'Keep the weights with each',
        explanation: 'About 2 MB each. Exploring the latent space of an epoch and branching off from it need them.',
        control: onOff(1),
      },
    ],
  },
]
