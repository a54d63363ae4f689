import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire'

/**
 * TensorFlow's Event messages, encoded field by field; numbers from tensorflow/core/util/event.proto and
 * tensorflow/core/framework/summary.proto. Scalars and images are written as `simple_value` and `image`, which every
 * reader of event files knows: TensorBoard shows them under Time Series, Scalars and Images alike.
 */
const eventField = { wallTime: 1, step: 2, fileVersion: 3, summary: 5, sessionLog: 7 } as const
const sessionLogField = { status: 1 } as const
const summaryField = { value: 1 } as const
const valueField = { tag: 1, simpleValue: 2, image: 4, metadata: 9 } as const
const metadataField = { pluginData: 1, summaryDescription: 3 } as const
const pluginField = { name: 1 } as const
const imageField = { height: 1, width: 2, colorspace: 3, encodedImage: 4 } as const
const sessionStarted = 1

/** A picture as TensorBoard takes it. */
export interface EventImage {
  /** A whole PNG file. */
  png: Uint8Array
  width: number
  height: number
  /** Channels of the picture: 1 grey, 3 RGB, 4 RGBA. */
  channels: 1 | 3 | 4
  /** What TensorBoard says of the picture. */
  description: string
}

type Fill = (writer: BinaryWriter) => void

function message(writer: BinaryWriter, field: number, fill: Fill): void {
  writer.tag(field, WireType.LengthDelimited).fork()
  fill(writer)
  writer.join()
}

function event(step: number, wallTime: number, fill: Fill): Uint8Array {
  const writer = new BinaryWriter()
  writer.tag(eventField.wallTime, WireType.Bit64).double(wallTime)
  writer.tag(eventField.step, WireType.Varint).int64(step)
  fill(writer)
  return writer.finish()
}

function summary(tag: string, step: number, wallTime: number, fill: Fill): Uint8Array {
  return event(step, wallTime, (writer) =>
    message(writer, eventField.summary, () =>
      message(writer, summaryField.value, () => {
        writer.tag(valueField.tag, WireType.LengthDelimited).string(tag)
        fill(writer)
      }),
    ),
  )
}

/** The first record of every event file. `wallTime`: seconds since 1970. */
export function fileVersionEvent(wallTime: number): Uint8Array {
  return event(0, wallTime, (writer) => writer.tag(eventField.fileVersion, WireType.LengthDelimited).string('brain.Event:2'))
}

/** Says that a run takes up again at `step`: readers drop what earlier files hold from that step on. */
export function sessionStartEvent(step: number, wallTime: number): Uint8Array {
  return event(step, wallTime, (writer) =>
    message(writer, eventField.sessionLog, () => writer.tag(sessionLogField.status, WireType.Varint).int32(sessionStarted)),
  )
}

/** What of an event says where it belongs. */
export function readEvent(bytes: Uint8Array): { step: number; holdsValues: boolean; isVersion: boolean } {
  const reader = new BinaryReader(bytes)
  let step = 0
  const fields = new Set<number>()
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag()
    fields.add(field)
    if (field === eventField.step) step = Number(reader.int64())
    else reader.skip(wireType)
  }
  return { step, holdsValues: fields.has(eventField.summary), isVersion: fields.has(eventField.fileVersion) }
}

/** `value` is stored as float32. */
export function scalarEvent(tag: string, value: number, step: number, wallTime: number): Uint8Array {
  return summary(tag, step, wallTime, (writer) =>
    writer.tag(valueField.simpleValue, WireType.Bit32).float(Math.fround(value)),
  )
}

export function imageEvent(tag: string, image: EventImage, step: number, wallTime: number): Uint8Array {
  return summary(tag, step, wallTime, (writer) => {
    message(writer, valueField.image, () => {
      writer.tag(imageField.height, WireType.Varint).int32(image.height)
      writer.tag(imageField.width, WireType.Varint).int32(image.width)
      writer.tag(imageField.colorspace, WireType.Varint).int32(image.channels)
      writer.tag(imageField.encodedImage, WireType.LengthDelimited).bytes(image.png)
    })
    message(writer, valueField.metadata, () => {
      // Readers wonder about a value that is described, and no plug-in named for.
      message(writer, metadataField.pluginData, () => writer.tag(pluginField.name, WireType.LengthDelimited).string('images'))
      writer.tag(metadataField.summaryDescription, WireType.LengthDelimited).string(image.description)
    })
  })
}
