import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'

/** RunOptions of TensorFlow (config.proto): with `FULL_TRACE`, what each operation took goes into the run's metadata. */
export function tracedRunOptions(): Uint8Array {
  return new BinaryWriter().tag(1, WireType.Varint).int32(3).finish()
}
