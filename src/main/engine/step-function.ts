import { tf } from './tensorflow.ts'
import { createNativeTensor, nativeBackend, nativeId, takeValue } from './binding.ts'
import type { DataType, TensorValue } from './dtype.ts'
import { checkTensorValue, dataTypeCode, sizeOf } from './dtype.ts'
import { EngineError } from './errors.ts'
import { withRowParts } from './parts.ts'
import type { Recorder } from './recorder.ts'
import { zip } from './zip.ts'

/** `null` in a shape stands for any size. */
export interface InputSpecification {
  dtype: DataType
  shape: readonly (number | null)[]
}

/**
 * A step: tensors in, tensors out, and variables read and written on the way. It is called once a trace, so that whatever
 * JavaScript does in it besides (loops over layers, choices by configuration) happens once.
 */
export type Step<Input extends string, Output extends string> = (inputs: Record<Input, tf.Tensor>) => Record<Output, tf.Tensor>

interface Trace {
  /** Input → node to feed. */
  feeds: [input: string, node: string][]
  /** Output → node to fetch, with what comes out. */
  outputs: { name: string; node: string; dtype: 'float32' | 'int32'; shape: number[] }[]
}

/** What a step needs of the program that it belongs to. */
export interface StepHost {
  readonly isEager: boolean
  /** How many parts a batch is computed in. */
  readonly rowParts: number
  /** @throws {EngineError} once the program is disposed */
  assertUsable(): void
  /**
   * Records with the program's variables at hand; what is recorded joins its graph.
   * @param rows length of the batch that the step works on; null when it works on none
   */
  record<T>(scope: string, rows: number | null, record: (recorder: Recorder) => T): T
  /** Runs nodes of the graph. Returns native tensors, which the caller deletes. */
  run(feeds: ReadonlyMap<string, number>, fetches: readonly string[]): number[]
  /** `run`, with RunMetadata of TensorFlow. */
  runTraced(feeds: ReadonlyMap<string, number>, fetches: readonly string[]): { outputs: number[]; metadata: Uint8Array }
}

/** A step that a program runs. */
export class StepFunction<Input extends string, Output extends string> {
  private readonly traces = new Map<string, Trace>()

  constructor(
    private readonly program: StepHost,
    private readonly name: string,
    private readonly inputs: Record<Input, InputSpecification>,
    private readonly step: Step<Input, Output>,
  ) {}

  /** How often the step was traced: once for each set of input sizes. */
  get traceCount(): number {
    return this.traces.size
  }

  /**
   * Runs the step.
   * @throws {EngineError} when an input is missing, unknown, or of another dtype or shape than declared
   */
  call(values: Record<Input, TensorValue>): Record<Output, TensorValue> {
    this.check(values)
    this.program.assertUsable()
    if (this.program.isEager) return this.callEagerly(values)
    return this.withFeeds(values, (trace, feeds) => valuesOf<Output>(trace, this.program.run(feeds, nodesOf(trace))))
  }

  /**
   * Runs the step once as `call` does, and tells what each operation of its graph took.
   * @returns `metadata`: RunMetadata of TensorFlow (config.proto), whose `step_stats` has the operations by their nodes' names
   * @throws {EngineError} as `call` does, and when the program has no graph
   */
  profile(values: Record<Input, TensorValue>): { outputs: Record<Output, TensorValue>; metadata: Uint8Array } {
    this.check(values)
    this.program.assertUsable()
    if (this.program.isEager) throw new EngineError(`The step “${this.name}” runs operation by operation: there is no graph to profile.`)
    return this.withFeeds(values, (trace, feeds) => {
      const { outputs, metadata } = this.program.runTraced(feeds, nodesOf(trace))
      return { outputs: valuesOf<Output>(trace, outputs), metadata }
    })
  }

  /** Traces the step for inputs of these shapes, unless that was done before. To be called ahead, it saves loading twice. */
  trace(shapes: Record<Input, readonly number[]>): Trace {
    const names = Object.keys(this.inputs) as Input[]
    const key = names.map((name) => shapes[name].join('x')).join(',')
    const known = this.traces.get(key)
    if (known !== undefined) return known
    const scope = `${this.name}/${this.traces.size}`
    const trace = this.program.record(scope, this.rows(shapes), (recorder) => inTidy(() => this.recordTrace(recorder, shapes)))
    this.traces.set(key, trace)
    return trace
  }

  /** Hands the inputs over as native tensors, for the time of `run`. */
  private withFeeds<Result>(values: Record<Input, TensorValue>, run: (trace: Trace, feeds: ReadonlyMap<string, number>) => Result): Result {
    const trace = this.trace(mapValues(values, ({ shape }) => shape))
    const feeds = new Map(trace.feeds.map(([input, node]) => [node, createNativeTensor(values[input as Input])]))
    try {
      return run(trace, feeds)
    } finally {
      for (const id of feeds.values()) nativeBackend().binding.deleteTensor(id)
    }
  }

  /** Length of the batch: the size of the first axis that was left open, where all inputs that leave it open agree. */
  private rows(shapes: Record<Input, readonly number[]>): number | null {
    const open = Object.entries<InputSpecification>(this.inputs).filter(([, { shape }]) => shape[0] === null)
    const sizes = new Set(open.map(([name]) => shapes[name as Input][0]))
    const [rows] = sizes
    return sizes.size === 1 && rows !== undefined && rows > 1 ? rows : null
  }

  private recordTrace(recorder: Recorder, shapes: Record<Input, readonly number[]>): Trace {
    const feeds: Trace['feeds'] = []
    const tensors = mapValues(this.inputs, ({ dtype }, name) => {
      const shape = shapes[name]
      const { id, tensor } = exampleTensor(dtype, shape)
      feeds.push([name, recorder.input(id, name, dtype, shape)])
      return tensor
    })
    const results = recorder.record(() => this.step(tensors))
    const outputs = Object.entries<tf.Tensor>(results).map(([name, tensor]) => {
      const dtype = outputType(this.name, name, tensor)
      const id = recorder.record(() => nativeId(tensor))
      return { name, node: recorder.output(id, name, dtype), dtype, shape: tensor.shape }
    })
    return { feeds, outputs }
  }

  private callEagerly(values: Record<Input, TensorValue>): Record<Output, TensorValue> {
    return inTidy(() => {
      const results = withRowParts(this.program.rowParts, () => this.step(mapValues(values, tensorOf)))
      return mapValues(results, (tensor, name): TensorValue => {
        return { dtype: outputType(this.name, name, tensor), shape: tensor.shape, data: tensor.dataSync<'float32' | 'int32'>() }
      })
    })
  }

  private check(values: Record<Input, TensorValue>): void {
    for (const name of Object.keys(values)) {
      if (!(name in this.inputs)) throw new EngineError(`The step “${this.name}” has no input “${name}”.`)
    }
    for (const [name, { dtype, shape }] of Object.entries<InputSpecification>(this.inputs)) {
      const value = values[name as Input] as TensorValue | undefined
      if (value === undefined) throw new EngineError(`The step “${this.name}” needs the input “${name}”.`)
      const fits = value.shape.length === shape.length && shape.every((size, axis) => size === null || size === value.shape[axis])
      if (value.dtype !== dtype || !fits) {
        const wanted = shape.map((size) => size ?? 'any').join(', ')
        throw new EngineError(
          `The input “${name}” of the step “${this.name}” is ${dtype} [${wanted}], not ${value.dtype} [${value.shape.join(', ')}].`,
        )
      }
      checkTensorValue(name, value)
    }
  }
}

function mapValues<Key extends string, From, To>(record: Record<Key, From>, map: (value: From, key: Key) => To): Record<Key, To> {
  const entries = Object.entries<From>(record).map(([key, value]) => [key, map(value, key as Key)] as const)
  return Object.fromEntries(entries) as Record<Key, To>
}

const nodesOf = ({ outputs }: Trace) => outputs.map(({ node }) => node)

/** Reads native tensors, outputs of the trace, and deletes them. */
function valuesOf<Output extends string>({ outputs }: Trace, ids: readonly number[]): Record<Output, TensorValue> {
  const results = zip(outputs, ids).map(([{ name, dtype, shape }, id]) => [name, { dtype, shape, data: takeValue(id) }])
  return Object.fromEntries(results) as Record<Output, TensorValue>
}

/** Disposes every tensor that `body` leaves behind, for a result that is none. */
function inTidy<T>(body: () => T): T {
  tf.engine().startScope('step')
  try {
    return body()
  } finally {
    tf.engine().endScope()
  }
}

function tensorOf(value: TensorValue): tf.Tensor {
  const metadata = { id: createNativeTensor(value), shape: [...value.shape], dtype: dataTypeCode[value.dtype] }
  return nativeBackend().createOutputTensor(metadata)
}

/** Zeros to trace with. */
function exampleTensor(dtype: DataType, shape: readonly number[]): { id: number; tensor: tf.Tensor } {
  const arrays = { float32: Float32Array, int32: Int32Array, uint8: Uint8Array }
  const tensor = tensorOf({ dtype, shape, data: new arrays[dtype](sizeOf(shape)) })
  return { tensor, id: nativeId(tensor) }
}

function outputType(step: string, name: string, { dtype }: tf.Tensor): 'float32' | 'int32' {
  if (dtype === 'float32' || dtype === 'int32') return dtype
  throw new EngineError(`The output “${name}” of the step “${step}” is ${dtype}; an output is float32 or int32.`)
}
