import { BinaryReader, WireType } from '@bufbuild/protobuf/wire'
import type { OperationRun } from '../../shared/experiment/step-profile.ts'

/** An operation in nanoseconds since 1970. */
interface Executed {
  node: string
  kind: string
  start: bigint
  end: bigint
}

/**
 * The operations of one step, in the order in which they began.
 * @param metadata RunMetadata of TensorFlow (config.proto, step_stats.proto)
 */
export function operationsOf(metadata: Uint8Array): OperationRun[] {
  const executed = messagesOf(metadata, 1)
    .flatMap((stepStats) => messagesOf(stepStats, 1))
    .flatMap((device) => messagesOf(device, 2))
    .map(readNode)
    // What the executor begins and ends with computes nothing.
    .filter(({ node }) => node !== '_SOURCE' && node !== '_SINK')
    .sort((a, b) => Number(a.start - b.start))
  const began = executed[0]?.start ?? 0n
  const microseconds = (time: bigint) => Number(time - began) / 1000
  return inLanes(executed.map(({ node, kind, start, end }) => ({ node, kind, start: microseconds(start), end: microseconds(end) })))
}

/** NodeExecStats. What the operation computes lies between the times op_start and op_end, both relative to all_start. */
function readNode(message: Uint8Array): Executed {
  const reader = new BinaryReader(message)
  let [name, label] = ['', '']
  let [begun, from, to] = [0n, 0n, 0n]
  while (reader.pos < reader.len) {
    const [field, wire] = reader.tag()
    if (field === 1) name = reader.string()
    else if (field === 8) label = reader.string()
    else if (field === 13) begun = BigInt(reader.int64())
    else if (field === 14) from = BigInt(reader.int64())
    else if (field === 15) to = BigInt(reader.int64())
    else reader.skip(wire, field)
  }
  // “node = Kind(inputs)”, behind what memory it took: “[mklcpu 0.1MB 0.1MB] ”
  const kind = / = ([^(]+)\(/.exec(label)?.[1] ?? name
  return { node: name, kind, start: begun + from, end: begun + to }
}

/** The values of a repeated message's field. */
function messagesOf(message: Uint8Array, wanted: number): Uint8Array[] {
  const reader = new BinaryReader(message)
  const found: Uint8Array[] = []
  while (reader.pos < reader.len) {
    const [field, wire] = reader.tag()
    if (field === wanted && wire === WireType.LengthDelimited) found.push(reader.bytes())
    else reader.skip(wire, field)
  }
  return found
}

/** The executor does not say in which thread it ran what; each operation gets the first lane that is free. */
function inLanes(operations: readonly Omit<OperationRun, 'lane'>[]): OperationRun[] {
  const ends: number[] = []
  return operations.map((operation) => {
    const free = ends.findIndex((end) => end <= operation.start)
    const lane = free < 0 ? ends.length : free
    ends[lane] = operation.end
    return { ...operation, lane }
  })
}
