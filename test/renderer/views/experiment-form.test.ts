import { describe, expect, it } from 'vitest'
import { ExperimentForm } from '../../../src/renderer/views/experiment/experiment-form.svelte.ts'
import { fieldGroups } from '../../../src/renderer/views/experiment/fields.ts'
import { configuration, preset } from '../support/experiment.ts'

const form = () => new ExperimentForm(preset, 'mnist', (id) => (id === 'mnist' ? { ...mnist } : null))

const mnist = {
  id: 'mnist',
  name: 'MNIST',
  source: 'bundled' as const,
  height: 28,
  width: 28,
  trainCount: 400,
  testCount: 100,
  trainClassCounts: [],
  testClassCounts: [],
  sha256: '',
}

/** Every leaf of a configuration, by its path. */
function leaves(node: object, path = ''): string[] {
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
    const below = path === '' ? key : `${path}.${key}`
    return typeof value === 'object' && value !== null ? leaves(value, below) : [below]
  })
}

describe('the form of a new experiment', () => {
  it('offers every parameter of the configuration', () => {
    const offered = fieldGroups.flatMap(({ fields }) => fields.map(({ path }) => path))
    expect(new Set(offered).size).toBe(offered.length)
    const chosenElsewhere = ['preset', 'dataset', 'model.kind']
    expect(leaves(configuration).filter((path) => !offered.includes(path))).toEqual(chosenElsewhere)
  })

  it('gives the preset’s configuration as it stands', () => {
    const untouched = form()
    untouched.set('batchSize', '400')
    expect(untouched.errorCount).toBe(0)
    expect(untouched.configuration).toEqual({ ...configuration, batchSize: 400 })
    expect(untouched.snapshotCount).toBe(65)
  })

  it('makes every kind of schedule with its own parameters and no others', () => {
    const edited = form()
    edited.set('batchSize', '400')
    const schedules = ['constant', 'step', 'exponential', 'cosine', 'warm-up'].map((kind) => {
      edited.set('learningRateSchedule.kind', kind)
      return edited.configuration?.learningRateSchedule
    })
    expect(schedules).toEqual([
      { kind: 'constant' },
      { kind: 'step', factor: 0.5, everyEpochs: 100 },
      { kind: 'exponential', rate: 0.01 },
      { kind: 'cosine', minimum: 0 },
      { kind: 'warm-up', epochs: 5 },
    ])
    edited.set('snapshots.schedule.kind', 'every')
    edited.set('snapshots.schedule.epochs', '100')
    expect(edited.configuration?.snapshots.schedule).toEqual({ kind: 'every', epochs: 100 })
    expect(edited.snapshotCount).toBe(11)
  })

  it('keeps what does not apply as the preset has it', () => {
    const edited = form()
    edited.set('batchSize', '400')
    edited.set('modelCheckpoint.enabled', false)
    edited.set('tensorBoard.enabled', false)
    expect(edited.configuration?.modelCheckpoint).toEqual({ ...configuration.modelCheckpoint, enabled: false })
    expect(edited.configuration?.reduceLROnPlateau).toEqual(configuration.reduceLROnPlateau)
  })

  it.each([
    ['epochs', '0', 'At least 1.'],
    ['epochs', ' ', 'A number.'],
    ['epochs', '1e9', 'At most 100000.'],
    ['batchSize', '2.5', 'A whole number.'],
    ['batchSize', '401', 'At most 400, the data set’s training images.'],
    ['model.dropoutRate', '-0.1', 'At least 0.'],
    ['optimizer.learningRate', '0x', 'A number.'],
    ['seed', 'Infinity', 'A number.'],
  ])('says what is wrong with %s = %j', (path, typed, message) => {
    const edited = form()
    edited.set('batchSize', '400')
    edited.set(path, typed)
    expect(edited.errors[path]).toBe(message)
    expect(edited.configuration).toBeNull()
  })

  it('says what each parameter is by default and in the tutorial, and goes back to it', () => {
    const fields = fieldGroups.flatMap((group) => group.fields)
    const standard = (edited: ExperimentForm, path: string) => {
      const field = fields.find((each) => each.path === path)
      return field === undefined ? '' : edited.describeStandard(field)
    }
    const edited = form()
    expect(standard(edited, 'batchSize')).toBe('Default 500, the tutorial’s')
    expect(standard(edited, 'optimizer.name')).toBe('Default Adam, the tutorial’s')
    expect(standard(edited, 'tensorBoard.enabled')).toBe('Default on, the tutorial’s')
    expect(standard(edited, 'optimizer.momentum')).toBe('Default 0.9')
    edited.set('seed', '7')
    expect([edited.changed('seed'), edited.values.seed]).toEqual([true, '7'])
    edited.reset('seed')
    expect([edited.changed('seed'), edited.values.seed]).toEqual([false, '42'])

    const start = { ...preset, configuration: { ...configuration, epochs: 20 } }
    const branch = new ExperimentForm(start, 'mnist', () => null, { experimentId: 'abcd1234', epoch: 3 })
    expect(standard(branch, 'epochs')).toBe('Default 20 · tutorial 1000')
    expect([branch.isFixed('model.latentDim'), branch.isFixed('seed'), edited.isFixed('model.latentDim')]).toEqual([true, false, false])
  })

  it('has a momentum for SGD only', () => {
    const edited = form()
    edited.set('batchSize', '400')
    edited.set('optimizer.name', 'sgd')
    expect(edited.configuration?.optimizer).toEqual({ name: 'sgd', learningRate: 1e-4, momentum: 0.9 })
    edited.set('optimizer.momentum', '1')
    expect(edited.errors['optimizer.momentum']).toBe('At most 0.999.')
    edited.set('optimizer.name', 'rmsprop')
    expect(edited.configuration?.optimizer).toEqual({ name: 'rmsprop', learningRate: 1e-4 })
  })

  it('wants a name', () => {
    const edited = form()
    edited.set('batchSize', '400')
    edited.name = '   '
    expect(edited.errors.name).toBe('Give it a name.')
    edited.name = 'x'.repeat(121)
    expect(edited.errors.name).toBe('At most 120 characters.')
    expect(edited.configuration).toBeNull()
  })
})
