import type { Program, Variable } from '../engine/index.ts'
import { zip } from '../engine/index.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import type { ModelState, StateTensor } from './model-session.ts'

/** Values of a model's variables by name. */
export function readModelState(program: Program, variables: readonly Variable[]): ModelState {
  const entries = zip(variables, program.read(variables)).map(([{ name }, { dtype, shape, data }]) => {
    return [name, { dtype, shape: [...shape], data } as StateTensor]
  })
  return Object.fromEntries(entries) as ModelState
}

/** Writes what `readModelState` read. @throws {WorkbenchError} before anything is written, when the state is another model's */
export function writeModelState(program: Program, variables: readonly Variable[], state: ModelState): void {
  const names = new Set(variables.map(({ name }) => name))
  const unknown = Object.keys(state).find((name) => !names.has(name))
  if (unknown !== undefined) throw misfit(`it holds “${unknown}”, which the model does not have`)
  const values = new Map(variables.map((variable) => [variable, checked(variable, state[variable.name])]))
  program.write(values)
}

function checked({ name, dtype, shape }: Variable, value: StateTensor | undefined): StateTensor {
  if (value === undefined) throw misfit(`“${name}” is missing`)
  const size = value.shape.reduce((product, length) => product * length, 1)
  const arrayFits = value.dtype === 'float32' ? value.data instanceof Float32Array : value.data instanceof Int32Array
  if (value.dtype !== dtype || value.shape.join() !== shape.join() || !arrayFits || value.data.length !== size) {
    throw misfit(
      `“${name}” is ${value.dtype} [${value.shape.join(', ')}] with ${value.data.length} values, ` +
        `and the model's is ${dtype} [${shape.join(', ')}]`,
    )
  }
  return value
}

function misfit(what: string): WorkbenchError {
  return new WorkbenchError(
    'checkpoint-corrupt',
    `The saved state does not fit the model: ${what}. Use a state saved with the same configuration.`,
  )
}
