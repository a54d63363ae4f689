import { colourSchema, notesSchema } from '../../shared/contract/primitives.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import { experimentConfigurationSchema, type ExperimentConfiguration } from '../../shared/experiment/configuration.ts'
import { nameProblem } from '../../shared/plain-text.ts'

/** All that the weights' shapes depend on, but for the images' size. */
export function weightShapes({ model }: Pick<ExperimentConfiguration, 'model'>): string {
  return JSON.stringify({ ...model, dropoutRate: undefined })
}

/** @param of what it is the name, for the user */
export function parseName(name: string, of = 'an experiment'): string {
  const problem = nameProblem(name)
  if (problem === null) return name.trim()
  throw new WorkbenchError('invalid-parameter', `This cannot be the name of ${of}. ${problem}`)
}

/** What a run is called whose name shows nothing. */
export const unnamed = 'Unnamed'

export function parseNotes(notes: string): string {
  const parsed = notesSchema.safeParse(notes)
  if (parsed.success) return parsed.data
  throw new WorkbenchError('invalid-parameter', 'Notes have at most 20,000 characters. Shorten them.')
}

export function parseColour(colour: number): number {
  const parsed = colourSchema.safeParse(colour)
  if (parsed.success) return parsed.data
  throw new WorkbenchError('invalid-parameter', `The palette has no colour ${colour}. Choose another one.`)
}

export function parseConfiguration(configuration: unknown): ExperimentConfiguration {
  const parsed = experimentConfigurationSchema.safeParse(configuration)
  if (parsed.success) return parsed.data
  const findings = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new WorkbenchError('invalid-parameter', `The configuration is not valid: ${findings.join('; ')}. Correct it.`)
}

/** What a row holds in JSON. @throws WorkbenchError if this version did not write it */
export function storedConfiguration(id: string, json: string): ExperimentConfiguration {
  try {
    return experimentConfigurationSchema.parse(JSON.parse(json))
  } catch (cause) {
    throw new WorkbenchError(
      'database-corrupt',
      `The configuration of experiment ${id} is damaged in the database. Put a copy of the database back.`,
      { cause },
    )
  }
}
