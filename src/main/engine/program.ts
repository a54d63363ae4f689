import { shapeAttribute, stringAttribute, typeAttribute } from './attribute.ts'
import { createNativeTensor, nativeBackend, takeValue } from './binding.ts'
import type { TensorValue } from './dtype.ts'
import { checkTensorValue, dataTypeCode, int32 } from './dtype.ts'
import { callerLocation, EngineError, TracingError } from './errors.ts'
import type { GraphNode } from './graph-def.ts'
import { GraphSession } from './graph-session.ts'
import { isRecording, Recorder } from './recorder.ts'
import { defaultRowParts, withRowParts } from './parts.ts'
import type { InputSpecification, Step, StepHost } from './step-function.ts'
import { StepFunction } from './step-function.ts'
import { Variable } from './variable.ts'
import { zip } from './zip.ts'

export interface ProgramOptions {
  /**
   * `graph` (the default) traces each step once and runs it as one native graph; `eager` runs the same step operation by
   * operation, as tfjs does.
   */
  execution?: 'graph' | 'eager'
  /** How many parts a batch is computed in (row-parts.ts). The numbers depend on it in their last bits. */
  rowParts?: number
  /** How many operations of the graph run at a time at most; by default as many as there are cores. The numbers do not depend on it. */
  threads?: number
}

/** The nodes that stand for a variable: its resource, its value, and the way to write it. */
const nodeNames = (variable: Variable) => ({
  resource: `variables/${variable.name}`,
  value: `variables/${variable.name}/value`,
  newValue: `variables/${variable.name}/new_value`,
  written: `variables/${variable.name}/written`,
})

/**
 * Variables and the steps that work on them, all in one graph: what one step writes, the next one of any kind reads.
 *
 * A graph that is loaded cannot grow. When a step is traced after that (a batch of a new size), the graph is loaded anew
 * with the values that its variables have then.
 */
export class Program implements StepHost {
  readonly rowParts: number
  private readonly execution: 'graph' | 'eager'
  private readonly threads: number | undefined
  private readonly variables = new Map<string, Variable>()
  private readonly functionNames = new Set<string>()
  private readonly nodes: GraphNode[] = []
  /** Native tensors with the variables' values, while no graph holds them. */
  private values = new Map<Variable, number>()
  private session: GraphSession | undefined
  private disposed = false

  constructor({ execution = 'graph', rowParts = defaultRowParts, threads }: ProgramOptions = {}) {
    this.execution = execution
    this.rowParts = rowParts
    this.threads = threads
  }

  get isEager(): boolean {
    return this.execution === 'eager'
  }

  /**
   * A new variable.
   * @param name unique in the program, such as `encoder/dense/kernel`
   * @throws {EngineError} when the name is taken, or values and shape do not agree
   */
  variable(name: string, initial: TensorValue): Variable {
    if (this.variables.has(name)) throw new EngineError(`There is a variable “${name}” already.`)
    checkTensorValue(name, initial)
    this.unload()
    const variable = new Variable(name, initial.dtype, [...initial.shape])
    const value = createNativeTensor(initial)
    variable.materialize(value)
    this.variables.set(name, variable)
    if (this.isEager) nativeBackend().binding.deleteTensor(value)
    else {
      this.values.set(variable, value)
      this.nodes.push(...variableNodes(variable))
    }
    return variable
  }

  /**
   * A step, to be called with values. It is traced at the first call with inputs of new sizes, or by `trace`.
   * @param name unique in the program
   * @param inputs the step's inputs; `null` in a shape stands for any size, each of which is traced once
   */
  function<Input extends string, Output extends string>(
    name: string,
    inputs: Record<Input, InputSpecification>,
    step: Step<Input, Output>,
  ): StepFunction<Input, Output> {
    if (this.functionNames.has(name)) throw new EngineError(`There is a step “${name}” already.`)
    this.functionNames.add(name)
    return new StepFunction(this, name, inputs, step)
  }

  /** Values of variables, all read at once. */
  read(variables: readonly Variable[]): TensorValue[] {
    this.assertUsable()
    const ids = this.isEager ? variables.map((variable) => variable.readNative().id) : this.fetchValues(variables)
    return zip(variables, ids).map(([{ dtype, shape }, id]) => ({ dtype, shape, data: takeValue(id) }))
  }

  /** Writes variables, all at once. @throws {EngineError} when a value does not fit its variable. */
  write(values: ReadonlyMap<Variable, TensorValue>): void {
    this.assertUsable()
    for (const [{ name, dtype, shape }, value] of values) {
      checkTensorValue(name, value)
      if (value.dtype !== dtype || value.shape.join() !== shape.join()) {
        throw new EngineError(
          `“${name}” is ${dtype} [${shape.join(', ')}] and cannot take ${value.dtype} [${value.shape.join(', ')}].`,
        )
      }
    }
    const { binding } = nativeBackend()
    const ids = new Map([...values].map(([variable, value]) => [variable, createNativeTensor(value)]))
    if (this.isEager) {
      for (const [variable, id] of ids) {
        variable.release()
        variable.materialize(id)
      }
    } else this.writeGraph(ids)
    for (const id of ids.values()) binding.deleteTensor(id)
  }

  /** Records with the variables at hand; on success the nodes belong to the program. */
  record<T>(scope: string, rows: number | null, record: (recorder: Recorder) => T): T {
    this.assertUsable()
    this.unload()
    const handles = new Map([...this.variables.values()].map((variable) => [variable.handle, nodeNames(variable).resource]))
    const recorder = new Recorder(scope, handles)
    return withRowParts(this.rowParts, () => {
      const result = record(recorder)
      this.nodes.push(...recorder.nodes(rows))
      return result
    })
  }

  /** Runs nodes of the graph, which is loaded if need be. Returns native tensors, which the caller deletes. */
  run(feeds: ReadonlyMap<string, number>, fetches: readonly string[]): number[] {
    return this.usableSession().run(feeds, fetches)
  }

  /** `run`, and TensorFlow's account of what each operation took (`GraphSession.runTraced`). */
  runTraced(feeds: ReadonlyMap<string, number>, fetches: readonly string[]): { outputs: number[]; metadata: Uint8Array } {
    return this.usableSession().runTraced(feeds, fetches)
  }

  /** Releases graph and variables. The program is of no use after that. */
  dispose(): void {
    if (this.disposed) return
    this.disposed = true
    this.session?.dispose()
    this.releaseValues()
    for (const variable of this.variables.values()) variable.release()
  }

  /** @throws {EngineError} when the program was disposed */
  assertUsable(): void {
    if (this.disposed) throw new EngineError('The program was disposed.')
  }

  private usableSession(): GraphSession {
    this.assertUsable()
    if (isRecording()) throw new TracingError(`A graph cannot run inside a traced step (at ${callerLocation()}).`)
    return this.session ?? this.load()
  }

  private load(): GraphSession {
    const session = new GraphSession(this.nodes, this.threads)
    this.session = session
    this.writeGraph(this.values)
    this.releaseValues()
    for (const variable of this.variables.values()) variable.release()
    return session
  }

  /** Takes the values out of the loaded graph, so that variables and steps can be added to it. */
  private unload(): void {
    if (this.session === undefined) return
    const variables = [...this.variables.values()]
    const ids = this.fetchValues(variables)
    this.session.dispose()
    this.session = undefined
    for (const [variable, id] of zip(variables, ids)) {
      this.values.set(variable, id)
      variable.materialize(id)
    }
  }

  private fetchValues(variables: readonly Variable[]): number[] {
    return this.run(new Map(), variables.map((variable) => nodeNames(variable).value))
  }

  private writeGraph(values: ReadonlyMap<Variable, number>): void {
    if (values.size === 0) return
    const feeds = new Map([...values].map(([variable, id]) => [nodeNames(variable).newValue, id]))
    const written = this.run(feeds, [...values.keys()].map((variable) => nodeNames(variable).written))
    for (const id of written) nativeBackend().binding.deleteTensor(id)
  }

  private releaseValues(): void {
    for (const id of this.values.values()) nativeBackend().binding.deleteTensor(id)
    this.values.clear()
  }
}

function variableNodes(variable: Variable): GraphNode[] {
  const { resource, value, newValue, written } = nodeNames(variable)
  const dtype = typeAttribute('dtype', variable.dtype)
  const shape = shapeAttribute('shape', variable.shape)
  const names = [stringAttribute('shared_name', variable.name), stringAttribute('container', '')]
  return [
    { name: resource, op: 'VarHandleOp', inputs: [], attributes: [dtype, shape, ...names] },
    { name: value, op: 'ReadVariableOp', inputs: [resource], attributes: [dtype] },
    { name: newValue, op: 'Placeholder', inputs: [], attributes: [dtype, shape] },
    { name: `${written}/assign`, op: 'AssignVariableOp', inputs: [resource, newValue], attributes: [dtype] },
    {
      name: written,
      op: 'Const',
      inputs: [`^${written}/assign`],
      attributes: [typeAttribute('dtype', 'int32')],
      constant: { dtype: dataTypeCode.int32, shape: [], content: new Uint8Array(int32([], [1]).data.buffer) },
    },
  ]
}
