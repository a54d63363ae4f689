import type { z } from 'zod'
import { experimentConfigurationSchema, type ExperimentConfiguration } from '../../../shared/experiment/configuration.ts'
import { batchSizeWarning } from '../../../shared/experiment/divergence.ts'
import type { DatasetSummary } from '../../../shared/experiment/dataset-summary.ts'
import type { ExperimentOrigin } from '../../../shared/experiment/experiment.ts'
import { presets, type Preset } from '../../../shared/experiment/presets.ts'
import { isSnapshotEpoch } from '../../../shared/experiment/save-epochs.ts'
import { numberSentence, parseNumber } from '../../../shared/numbers.ts'
import { nameProblem } from '../../../shared/plain-text.ts'
import { fieldGroups, type FieldGroup, type FieldValue, type FormField, type FieldValues } from './fields.ts'

type Tree = Record<string, unknown>

const fields = fieldGroups.flatMap((group) => group.fields)

function read(tree: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((node, key) => (node as Tree | undefined)?.[key], tree)
}

function write(tree: Tree, path: string, value: unknown): void {
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  const node = keys.reduce<Tree>((parent, key) => (parent[key] ??= {}) as Tree, tree)
  node[last] = value
}

/** A configuration as the form shows it: each parameter's text or switch by its path. */
export function valuesOf(configuration: ExperimentConfiguration): FieldValues {
  return Object.fromEntries(
    fields.map(({ path, initial = '' }): [string, FieldValue] => {
      const value = read(configuration, path)
      if (typeof value === 'boolean') return [path, value]
      return [path, typeof value === 'number' || typeof value === 'string' ? String(value) : initial]
    }),
  )
}

const tutorialConfiguration = presets[0]?.configuration
const tutorialValues = tutorialConfiguration === undefined ? {} : valuesOf(tutorialConfiguration)

/** What is wrong with a number, or another value, in words that fit beside a field. */
function describeIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_small') return `${issue.inclusive === false ? 'More than' : 'At least'} ${issue.minimum}.`
  if (issue.code === 'too_big') return `${issue.inclusive === false ? 'Less than' : 'At most'} ${issue.maximum}.`
  return issue.message
}

/** A new experiment in the making: what was typed, what is wrong with it, and the configuration once nothing is. */
export class ExperimentForm {
  name = $state('')
  datasetId = $state('')
  values = $state.raw<FieldValues>({})
  #defaults: FieldValues

  readonly groups = $derived<readonly FieldGroup[]>(
    fieldGroups.map(({ title, fields }) => ({ title, fields: fields.filter(({ applies }) => applies?.(this.values) ?? true) })),
  )
  readonly #parsed = $derived(experimentConfigurationSchema.safeParse(this.#tree()))
  /** What is wrong, by the path of the parameter; `name` for the name. */
  readonly errors = $derived(this.#errors())
  /** What values lead to that may be all the same, by the path of the parameter. */
  readonly warnings = $derived(this.#warnings())
  readonly errorCount = $derived(Object.keys(this.errors).length)
  readonly configuration = $derived<ExperimentConfiguration | null>(this.errorCount === 0 ? (this.#parsed.data ?? null) : null)
  readonly snapshotCount = $derived(this.configuration === null ? null : countSnapshots(this.configuration))

  /**
   * @param preset what the form starts with: for a branch, the configuration of the run that it comes from
   * @param dataset tells of the data set by its id, for what depends on it
   * @param origin the snapshot that it starts from
   */
  constructor(
    readonly preset: Preset,
    datasetId: string,
    private readonly dataset: (id: string) => DatasetSummary | null,
    readonly origin: ExperimentOrigin | null = null,
  ) {
    this.name = preset.title
    this.datasetId = datasetId
    this.#defaults = valuesOf(preset.configuration)
    this.values = this.#defaults
  }

  set(path: string, value: FieldValue): void {
    this.values = { ...this.values, [path]: value }
  }

  /** The preset's value, as it would be typed; null for a switch. */
  defaultOf(path: string): string | null {
    const value = this.#defaults[path]
    return typeof value === 'string' ? value : null
  }

  reset(path: string): void {
    const value = this.#defaults[path]
    if (value !== undefined) this.set(path, value)
  }

  /** Whether it has to be as it is: the weights that a branch starts from fit no other model. */
  isFixed(path: string): boolean {
    return this.origin !== null && path === 'model.latentDim'
  }

  /** What a parameter is by default, and in the tutorial. */
  describeStandard({ path, control }: FormField): string {
    const inWords = (value: FieldValue | undefined) => {
      if (typeof value === 'boolean') return value ? 'on' : 'off'
      return control.kind === 'choice' ? (control.options.find((option) => option.value === value)?.label ?? '') : (value ?? '')
    }
    const standard = inWords(this.#defaults[path])
    const tutorial = read(tutorialConfiguration, path) === undefined ? '' : inWords(tutorialValues[path])
    if (tutorial === '') return `Default ${standard}`
    return tutorial === standard ? `Default ${standard}, the tutorial’s` : `Default ${standard} · tutorial ${tutorial}`
  }

  changed(path: string): boolean {
    return this.values[path] !== this.#defaults[path]
  }

  #tree(): Tree {
    const { kind } = this.preset.configuration.model
    const tree: Tree = { preset: this.preset.name, dataset: this.datasetId, model: { kind } }
    for (const { path, control } of this.groups.flatMap((group) => group.fields)) {
      const value = this.values[path]
      write(tree, path, control.kind === 'number' ? (parseNumber(control.type, String(value)) ?? NaN) : value)
    }
    // What does not apply keeps the preset's value, where the configuration asks for one all the same.
    for (const { path } of fields) {
      const value = read(this.preset.configuration, path)
      if (read(tree, path) === undefined && value !== undefined && !isUnionMember(path)) write(tree, path, value)
    }
    return tree
  }

  #warnings(): Readonly<Partial<Record<string, string>>> {
    const trainCount = this.dataset(this.datasetId)?.trainCount
    const batchSize = this.#parsed.data?.batchSize
    const warning = trainCount === undefined || batchSize === undefined ? null : batchSizeWarning(batchSize, trainCount)
    return warning === null ? {} : { batchSize: warning }
  }

  #errors(): Readonly<Partial<Record<string, string>>> {
    const errors: Record<string, string> = {}
    const problem = nameProblem(this.name)
    if (problem !== null) errors.name = problem
    for (const issue of this.#parsed.error?.issues ?? []) errors[issue.path.join('.')] = describeIssue(issue)
    for (const { path, control } of this.groups.flatMap((group) => group.fields)) {
      if (control.kind !== 'number' || parseNumber(control.type, String(this.values[path])) !== null) continue
      errors[path] = numberSentence({ kind: control.type, example: this.defaultOf(path) ?? '' })
    }
    const trainCount = this.dataset(this.datasetId)?.trainCount
    const batchSize = this.#parsed.data?.batchSize
    if (trainCount !== undefined && batchSize !== undefined && batchSize > trainCount) {
      errors.batchSize = `At most ${trainCount}, the data set’s training images.`
    }
    return errors
  }
}

/** Parameters that belong to one kind of a choice only and are absent for the others. */
function isUnionMember(path: string): boolean {
  return path.startsWith('learningRateSchedule.') || path.startsWith('snapshots.schedule.') || path === 'optimizer.momentum'
}

function countSnapshots({ snapshots, epochs }: ExperimentConfiguration): number {
  let count = 0
  for (let epoch = 0; epoch < epochs; epoch++) if (isSnapshotEpoch(snapshots.schedule, epoch, epochs)) count++
  return count
}
