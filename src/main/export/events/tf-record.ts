import { crc32c } from './crc-32c.ts'

/**
 * TensorFlow's masked CRC-32C: rotated and shifted, because a CRC over data that itself holds CRCs is weak
 * (tensorflow/core/lib/hash/crc32c.h).
 */
export function maskedCrc32c(bytes: Uint8Array): number {
  const crc = crc32c(bytes)
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0
}

/** The whole records of a TFRecord file, and where each ends; what comes behind one that is torn or damaged is left out. */
export function* readTfRecords(file: Buffer): Generator<{ data: Uint8Array; end: number }> {
  for (let begin = 0; begin + 16 <= file.length; ) {
    const length = Number(file.readBigUInt64LE(begin))
    const end = begin + 16 + length
    if (file.readUInt32LE(begin + 8) !== maskedCrc32c(file.subarray(begin, begin + 8)) || end > file.length) return
    const data = file.subarray(begin + 12, begin + 12 + length)
    if (file.readUInt32LE(begin + 12 + length) !== maskedCrc32c(data)) return
    yield { data, end }
    begin = end
  }
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
