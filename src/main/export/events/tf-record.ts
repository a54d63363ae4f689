import { crc32c } from './crc-32c.ts'

/**
 * TensorFlow's masked CRC-32C: rotated and shifted, because a CRC over data that itself holds CRCs is weak
 * (tensorflow/core/lib/hash/crc32c.h).
 */
export function maskedCrc32c(bytes: Uint8Array): number {
  const crc = crc32c(bytes)
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0
}

/**
 * One record of a TFRecord file (tensorflow/core/lib/io/record_writer.h), all little-endian: length (uint64), masked
 * CRC of the length, data, masked CRC of the data.
 */
export function tfRecord(data: Uint8Array): Uint8Array {
  const record = new Uint8Array(data.length + 16)
  const view = new DataView(record.buffer)
  view.setBigUint64(0, BigInt(data.length), true)
  view.setUint32(8, maskedCrc32c(record.subarray(0, 8)), true)
  record.set(data, 12)
  view.setUint32(12 + data.length, maskedCrc32c(data), true)
  return record
}
