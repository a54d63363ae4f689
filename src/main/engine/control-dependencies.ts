/** Operations that look at a variable and leave it as it is; every other operation on a variable counts as a write. */
const readers = new Set(['ReadVariableOp', 'ResourceGather', 'ResourceGatherNd', 'VariableShape', 'VarIsInitializedOp'])

interface Access {
  lastWrite?: string
  readsSinceLastWrite: string[]
}

/**
 * The order in which a graph touches its variables, which is the order in which the step did: a read waits for the last
 * write, a write waits for the last write and for every read since. TensorFlow's own rule
 * (tensorflow/python/framework/auto_control_deps.py).
 */
export class ControlDependencies {
  private readonly accesses = new Map<string, Access>()

  /** Nodes that operation `node` has to wait for, as it touches the named variables. Call once an operation, in order. */
  add(node: string, op: string, variables: readonly string[]): string[] {
    const before = new Set<string>()
    for (const variable of new Set(variables)) {
      const access = this.accesses.get(variable) ?? { readsSinceLastWrite: [] }
      if (access.lastWrite !== undefined) before.add(access.lastWrite)
      if (readers.has(op)) access.readsSinceLastWrite.push(node)
      else {
        for (const read of access.readsSinceLastWrite) before.add(read)
        access.lastWrite = node
        access.readsSinceLastWrite = []
      }
      this.accesses.set(variable, access)
    }
    return [...before]
  }

  /** The last write of every variable that was written: what a fetched output has to wait for. */
  get effects(): string[] {
    return [...this.accesses.values()].flatMap(({ lastWrite }) => lastWrite ?? [])
  }
}
