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

  it('warns of batches of one image, and takes them all the same', () => {
    const edited = form()
    edited.set('batchSize', '1')
    expect(edited.warnings.batchSize).toMatch(/^A batch of one image has no variance/)
    expect(edited.configuration?.batchSize).toBe(1)
    // 400 images make 133 batches of three, and one is left.
    edited.set('batchSize', '3')
    expect(edited.warnings.batchSize).toMatch(/^The last batch has only one image/)
    edited.set('batchSize', '400')
    expect(edited.warnings).toEqual({})
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
    ['epochs', ' ', 'A whole number without points or commas, such as 1000.'],
    ['epochs', '1000000000', 'At most 100000.'],
    ['epochs', '1.000', 'A whole number without points or commas, such as 1000.'],
    ['epochs', '1,000', 'A whole number without points or commas, such as 1000.'],
    ['epochs', '1e3', 'A whole number without points or commas, such as 1000.'],
    ['batchSize', '2.5', 'A whole number without points or commas, such as 500.'],
    ['batchSize', '401', 'At most 400, the data set’s training images.'],
    ['model.dropoutRate', '-0.1', 'At least 0.'],
    ['optimizer.learningRate', '0x1', 'A number with a decimal point, not a comma, such as 0.0001.'],
    ['optimizer.learningRate', '0,001', 'A number with a decimal point, not a comma, such as 0.0001.'],
    ['seed', 'Infinity', 'A whole number without points or commas, such as 42.'],
  ])('says what is wrong with %s = %j', (path, typed, message) => {
    const edited = form()
    edited.set('batchSize', '400')
    edited.set(path, typed)
    expect(edited.errors[path]).toBe(message)
    expect(edited.configuration).toBeNull()
  })

  it('refuses a point in every whole number, and a comma in every number', () => {
    const numbers = fieldGroups.flatMap((group) => group.fields).flatMap(({ path, control }) => (control.kind === 'number' ? [{ path, control }] : []))
    const choices = { step: 'step', exponential: 'exponential', cosine: 'cosine', 'warm-up': 'warm-up' }
    const seen = new Map<string, string[]>()
    for (const kind of Object.values(choices)) {
      const edited = form()
      edited.set('optimizer.name', 'sgd')
      edited.set('snapshots.schedule.kind', 'every')
      edited.set('learningRateSchedule.kind', kind)
      edited.set('reduceLROnPlateau.enabled', true)
      edited.set('modelCheckpoint.enabled', true)
      for (const { path } of numbers) {
        const messages = ['1.0', '1,0'].map((text) => {
          edited.set(path, text)
          return edited.errors[path] ?? ''
        })
        if (messages[1] !== '') seen.set(path, messages)
      }
    }
    expect(seen.size).toBe(numbers.length)
    for (const { path, control } of numbers) {
      const [point, comma] = seen.get(path) ?? []
      const sentence = control.type === 'whole' ? /^A whole number without points or commas, such as \d+\.$/ : /^A number with a decimal point, not a comma, such as [\de.-]+\.$/
      expect(comma, path).toMatch(sentence)
      // One is out of some ranges, but a number.
      if (control.type === 'whole') expect(point, path).toMatch(sentence)
      else expect(point, path).not.toMatch(sentence)
    }
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
