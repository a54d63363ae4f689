import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nativeBackend } from './binding.ts'
import type { GraphNode } from './graph-def.ts'
import { serializeSavedModel } from './graph-def.ts'

/** A graph loaded into TensorFlow. Its variables live as long as it does. */
export class GraphSession {
  private readonly id: number

  /** The only way in that the binding offers is a SavedModel on disk; the file is gone again when this returns. */
  constructor(nodes: Iterable<GraphNode>) {
    const folder = mkdtempSync(join(tmpdir(), 'tensorflow-graph-'))
    try {
      writeFileSync(join(folder, 'saved_model.pb'), serializeSavedModel(nodes))
      this.id = nativeBackend().binding.loadSavedModel(folder, 'serve')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }

  /**
   * Runs the part of the graph that the fetched nodes need.
   * @param feeds node to feed → native tensor
   * @param fetches nodes to fetch; with none of them nothing runs
   * @returns native tensors in the order of `fetches`; the caller deletes them
   */
  run(feeds: ReadonlyMap<string, number>, fetches: readonly string[]): number[] {
    if (fetches.length === 0) return []
    const port = (node: string) => `${node}:0`
    const inputNames = [...feeds.keys()].map(port).join()
    return nativeBackend()
      .binding.runSavedModel(this.id, [...feeds.values()], inputNames, fetches.map(port).join())
      .map(({ id }) => id)
  }

  /** Releases graph and variables. */
  dispose(): void {
    nativeBackend().binding.deleteSavedModel(this.id)
  }
}
