import { EngineError } from './errors.ts'
import type { GraphNode } from './graph-def.ts'
import { serializeGraph } from './graph-def.ts'
import { fromBuffer, withBuffer } from './native/buffer.ts'
import { c, type Buffer, type Graph, type Session, type Tensor } from './native/c-api.ts'
import { tracedRunOptions } from './native/run-options.ts'
import { sessionConfig } from './native/session-config.ts'
import { check, status } from './native/status.ts'
import { adopt, resolve } from './native/tensors.ts'

/** The words of a TF_Output: the address of an operation, and the number of its output. */
const outputWords = 2

/** A graph loaded into TensorFlow. Its variables live as long as it does. */
export class GraphSession {
  private readonly graph: Graph
  private readonly session: Session
  /** Addresses of the operations that were fed or fetched. */
  private readonly operations = new Map<string, bigint>()

  /**
   * @param threads how many operations run at a time; by default as many as there are cores
   * @throws {EngineError} when TensorFlow does not take the graph
   */
  constructor(nodes: Iterable<GraphNode>, threads?: number) {
    this.graph = c.TF_NewGraph()
    try {
      importGraph(this.graph, serializeGraph(nodes))
      this.session = createSession(this.graph, sessionConfig(threads))
    } catch (thrown) {
      c.TF_DeleteGraph(this.graph)
      throw thrown
    }
  }

  /**
   * Runs the part of the graph that the fetched nodes need. Tensors go in and come out as they are, without a copy.
   * @param feeds node to feed → native tensor
   * @param fetches nodes to fetch; with none of them nothing runs
   * @returns native tensors in the order of `fetches`; the caller deletes them
   * @throws {EngineError} with the node that failed and TensorFlow's reason
   */
  run(feeds: ReadonlyMap<string, number>, fetches: readonly string[]): number[] {
    return this.runWith(feeds, fetches, null, null)
  }

  /**
   * `run`, and what each operation took meanwhile.
   * @returns `metadata`: RunMetadata of TensorFlow (config.proto), whose `step_stats` has the operations
   */
  runTraced(feeds: ReadonlyMap<string, number>, fetches: readonly string[]): { outputs: number[]; metadata: Uint8Array } {
    return withBuffer(tracedRunOptions(), (options) => {
      let outputs: number[] = []
      const metadata = fromBuffer((buffer) => (outputs = this.runWith(feeds, fetches, options, buffer)))
      return { outputs, metadata }
    })
  }

  /** Releases graph and variables. */
  dispose(): void {
    c.TF_DeleteSession(this.session, status)
    c.TF_DeleteGraph(this.graph)
    check('Closing a graph')
  }

  private runWith(feeds: ReadonlyMap<string, number>, fetches: readonly string[], options: Buffer | null, metadata: Buffer | null): number[] {
    if (fetches.length === 0) return []
    const [inputs, outputs] = [this.outputsOf([...feeds.keys()]), this.outputsOf(fetches)]
    const results = new BigUint64Array(fetches.length)
    const values: Tensor[] = []
    try {
      for (const id of feeds.values()) values.push(resolve(id))
      const given = BigUint64Array.from(values)
      c.TF_SessionRun(this.session, options, inputs, given, given.length, outputs, results, results.length, null, 0, metadata, status)
      check(`Running “${fetches.join('”, “')}”`)
    } finally {
      for (const value of values) c.TF_DeleteTensor(value)
    }
    return Array.from(results, (tensor) => adopt(tensor as Tensor))
  }

  /** The first outputs of nodes, as TensorFlow takes them. */
  private outputsOf(nodes: readonly string[]): BigUint64Array {
    const words = new BigUint64Array(nodes.length * outputWords)
    nodes.forEach((node, index) => (words[index * outputWords] = this.operation(node)))
    return words
  }

  private operation(node: string): bigint {
    const known = this.operations.get(node)
    if (known !== undefined) return known
    const operation = c.TF_GraphOperationByName(this.graph, node)
    if (operation === null) throw new EngineError(`The graph has no node “${node}”.`)
    this.operations.set(node, operation)
    return operation
  }
}

function importGraph(graph: Graph, graphDef: Uint8Array): void {
  const options = c.TF_NewImportGraphDefOptions()
  try {
    withBuffer(graphDef, (buffer) => c.TF_GraphImportGraphDef(graph, buffer, options, status))
    check('Loading a graph')
  } finally {
    c.TF_DeleteImportGraphDefOptions(options)
  }
}

function createSession(graph: Graph, config: Uint8Array): Session {
  const options = c.TF_NewSessionOptions()
  try {
    c.TF_SetConfig(options, config, config.byteLength, status)
    check('Setting a session up')
    const session = c.TF_NewSession(graph, options, status)
    check('Opening a session')
    return session
  } finally {
    c.TF_DeleteSessionOptions(options)
  }
}
