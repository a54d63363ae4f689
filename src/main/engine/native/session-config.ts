import { availableParallelism } from 'node:os'
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'

/**
 * ConfigProto of TensorFlow (config.proto): one thread an operation, and so many operations at a time.
 *
 * An operation that is divided between threads adds its terms up in another order for each number of them: that is why it has one,
 * whatever the machine and its environment say (`TF_NUM_INTRAOP_THREADS` stands for a number that is not given). TensorFlow takes that
 * number for the whole process from the first that says it, which is the eager context or a session, whichever comes first.
 */
export function sessionConfig(threads = availableParallelism()): Uint8Array {
  const writer = new BinaryWriter()
  // intra_op_parallelism_threads, inter_op_parallelism_threads, use_per_session_threads
  writer.tag(2, WireType.Varint).int32(1)
  writer.tag(5, WireType.Varint).int32(threads)
  writer.tag(9, WireType.Varint).bool(true)
  return writer.finish()
}
