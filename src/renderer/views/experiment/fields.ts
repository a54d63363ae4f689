/** A value as it stands in the form: text as typed, or a switch. */
export type FieldValue = string | boolean
export type FieldValues = Readonly<Record<string, FieldValue>>

export interface FormField {
  /** Where the value goes in the configuration, such as `model.latentDim`. */
  path: string
  label: string
  unit?: string
  /** What it does, where the label does not say it all. */
  hint?: string
  /** A switch takes that many of the four columns. */
  control:
    | { kind: 'number' }
    | { kind: 'switch'; span: 1 | 2 | 4 }
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

const number = { kind: 'number' } as const
const onOff = (span: 1 | 2 | 4) => ({ kind: 'switch', span }) as const
const when = (path: string, value: FieldValue) => (values: FieldValues) => values[path] === value
const whenCheckpoints = when('modelCheckpoint.enabled', true)
const whenPlateau = when('reduceLROnPlateau.enabled', true)
const schedule = (kind: string) => when('learningRateSchedule.kind', kind)

/** Every parameter of the configuration, in the order in which one thinks of them. */
export const fieldGroups: readonly FieldGroup[] = [
  {
    title: 'Model',
    fields: [
      { path: 'model.latentDim', label: 'Latent dimensions', control: number },
      { path: 'model.dropoutRate', label: 'Dropout rate', hint: 'Fraction of units', control: number },
    ],
  },
  {
    title: 'Training',
    fields: [
      { path: 'epochs', label: 'Epochs', control: number },
      { path: 'batchSize', label: 'Batch size', unit: 'images', control: number },
      { path: 'seed', label: 'Seed', hint: 'Same seed, same run', control: number },
    ],
  },
  {
    title: 'Learning rate',
    fields: [
      {
        path: 'optimizer.name',
        label: 'Optimiser',
        control: {
          kind: 'choice',
          options: [
            { value: 'adam', label: 'Adam' },
            { value: 'rmsprop', label: 'RMSprop' },
          ],
        },
      },
      { path: 'optimizer.learningRate', label: 'Learning rate', hint: 'At the start', control: number },
      {
        path: 'learningRateSchedule.kind',
        label: 'Schedule',
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
      { path: 'learningRateSchedule.factor', label: 'Step factor', control: number, initial: '0.5', applies: schedule('step') },
      {
        path: 'learningRateSchedule.everyEpochs',
        label: 'Step every',
        unit: 'epochs',
        control: number,
        initial: '100',
        applies: schedule('step'),
      },
      {
        path: 'learningRateSchedule.rate',
        label: 'Decay rate',
        hint: 'Times e^−rate an epoch',
        control: number,
        initial: '0.01',
        applies: schedule('exponential'),
      },
      {
        path: 'learningRateSchedule.minimum',
        label: 'Minimum',
        hint: 'Reached at the last epoch',
        control: number,
        initial: '0',
        applies: schedule('cosine'),
      },
      {
        path: 'learningRateSchedule.epochs',
        label: 'Warm-up',
        unit: 'epochs',
        control: number,
        initial: '5',
        applies: schedule('warm-up'),
      },
    ],
  },
  {
    title: 'Reduce on plateau',
    fields: [
      { path: 'reduceLROnPlateau.enabled', label: 'Reduce the learning rate on a plateau', control: onOff(4) },
      {
        path: 'reduceLROnPlateau.monitor',
        label: 'Monitor',
        control: { kind: 'choice', options: metrics },
        applies: whenPlateau,
      },
      { path: 'reduceLROnPlateau.factor', label: 'Factor', control: number, applies: whenPlateau },
      { path: 'reduceLROnPlateau.patience', label: 'Patience', unit: 'epochs', control: number, applies: whenPlateau },
      { path: 'reduceLROnPlateau.minDelta', label: 'Least improvement', control: number, applies: whenPlateau },
      { path: 'reduceLROnPlateau.cooldown', label: 'Cooldown', unit: 'epochs', control: number, applies: whenPlateau },
      { path: 'reduceLROnPlateau.minLearningRate', label: 'Least learning rate', control: number, applies: whenPlateau },
    ],
  },
  {
    title: 'Callbacks',
    fields: [
      { path: 'modelCheckpoint.enabled', label: 'Keep earlier checkpoints', control: onOff(4) },
      {
        path: 'modelCheckpoint.everyEpochs',
        label: 'Checkpoint every',
        unit: 'epochs',
        control: number,
        applies: whenCheckpoints,
      },
      { path: 'modelCheckpoint.keep', label: 'Keep the last', unit: 'of them', control: number, applies: whenCheckpoints },
      {
        path: 'modelCheckpoint.monitor',
        label: 'Best by',
        control: { kind: 'choice', options: metrics },
        applies: whenCheckpoints,
      },
      { path: 'modelCheckpoint.saveBestOnly', label: 'Keep the best only', control: onOff(1), applies: whenCheckpoints },
      { path: 'tensorBoard.enabled', label: 'Write TensorBoard event files', control: onOff(2) },
      {
        path: 'tensorBoard.images',
        label: 'With the manifold as an image',
        control: onOff(2),
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
        unit: 'epochs',
        control: number,
        initial: '10',
        applies: when('snapshots.schedule.kind', 'every'),
      },
      { path: 'snapshots.weights', label: 'Keep the weights with each', control: onOff(2) },
    ],
  },
]
