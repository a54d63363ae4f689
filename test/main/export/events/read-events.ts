import { BinaryReader } from '@bufbuild/protobuf/wire'

/**
 * A reader of event files that shares nothing with the writer under test: its own CRC-32C, its own framing, and a
 * protobuf walk that keeps fields by number.
 */
export type Message = Partial<Record<number, (number | bigint | string | Uint8Array)[]>>

function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

function masked(crc: number): number {
  return Number((((BigInt(crc) >> 15n) | (BigInt(crc) << 17n)) + 0xa282ead8n) & 0xffffffffn)
}

/** Splits a TFRecord file, checking both CRCs of each record. */
export function readRecords(file: Buffer): Uint8Array[] {
  const records: Uint8Array[] = []
  for (let offset = 0; offset < file.length; ) {
    const length = Number(file.readBigUInt64LE(offset))
    if (file.readUInt32LE(offset + 8) !== masked(crc32c(file.subarray(offset, offset + 8)))) throw new Error('length CRC')
    const data = file.subarray(offset + 12, offset + 12 + length)
    if (data.length !== length) throw new Error('truncated record')
    if (file.readUInt32LE(offset + 12 + length) !== masked(crc32c(data))) throw new Error('data CRC')
    records.push(data)
    offset += 16 + length
  }
  return records
}

export function readMessage(bytes: Uint8Array): Message {
  const message: Message = {}
  const reader = new BinaryReader(bytes)
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag()
    const read = { 0: () => reader.int64(), 1: () => reader.double(), 2: () => reader.bytes(), 5: () => reader.float() }[
      wireType as 0 | 1 | 2 | 5
    ]
    ;(message[field] ??= []).push(read())
  }
  return message
}

export interface SummaryEvent {
  wallTime: number
  step: number
  tag: string
  value: number | { height: number; width: number; channels: number; png: Uint8Array }
}

function only<T>(values: T[] | undefined): T {
  if (values?.length !== 1) throw new Error('exactly one value was expected')
  return values[0] as T
}

const text = (value: unknown) => Buffer.from(value as Uint8Array).toString()

/** The summaries of an event file; the head is what comes before them. */
export function readEventFile(file: Buffer): { version: string; sessionStart: number | null; summaries: SummaryEvent[] } {
  const [head, ...events] = readRecords(file).map(readMessage)
  if (head === undefined) throw new Error('an empty event file')
  let sessionStart: number | null = null
  const summaries: SummaryEvent[] = []
  for (const event of events) {
    const step = Number(only(event[2]))
    if (event[7] !== undefined) {
      if (only(readMessage(only(event[7]) as Uint8Array)[1]) !== 1n) throw new Error('a session log that is not START')
      sessionStart = step
      continue
    }
    const value = readMessage(only(readMessage(only(event[5]) as Uint8Array)[1]) as Uint8Array)
    const image = value[4] === undefined ? null : readMessage(only(value[4]) as Uint8Array)
    summaries.push({
      wallTime: Number(only(event[1])),
      step,
      tag: text(only(value[1])),
      value:
        image === null
          ? Number(only(value[2]))
          : {
              height: Number(only(image[1])),
              width: Number(only(image[2])),
              channels: Number(only(image[3])),
              png: only(image[4]) as Uint8Array,
            },
    })
  }
  return { version: text(only(head[3])), sessionStart, summaries }
}
