import { z } from 'zod'
import { WorkbenchError } from '../../shared/errors.ts'
import type { TensorBundle } from './records.ts'

/**
 * The safetensors format (https://huggingface.co/docs/safetensors): a little-endian uint64 with the header's length, the
 * header in JSON (name → dtype, shape, offsets into the data; `__metadata__` → strings), then the data without a gap.
 * This is the part of it that the workbench needs: float32 and int32.
 */
const lengthBytes = 8
const bytesPerElement = 4
/** The format's own limit. */
const maximumHeaderBytes = 100_000_000

const dtypes = { float32: 'F32', int32: 'I32' } as const
const size = z.number().int().min(0)
const headerSchema = z.record(
  z.string(),
  z.strictObject({
    dtype: z.enum(['F32', 'I32']),
    shape: z.array(size).max(32),
    data_offsets: z.tuple([size, size]),
  }),
)
const metadataSchema = z.record(z.string(), z.string())

export interface SafetensorsFile {
  tensors: TensorBundle
  metadata: Record<string, string>
}

export function encodeSafetensors(tensors: TensorBundle, metadata: Record<string, string> = {}): Uint8Array {
  let end = 0
  const entries = Object.entries(tensors).map(([name, { dtype, shape, data }]) => {
    if (name === '__metadata__' || data.length !== elementCount(shape)) {
      throw new WorkbenchError('internal', `Tensor “${name}” has ${data.length} elements, which is not its shape [${shape.join(', ')}].`)
    }
    const begin = end
    end += data.length * bytesPerElement
    return [name, { dtype: dtypes[dtype], shape, data_offsets: [begin, end] }] as const
  })
  const named = Object.keys(metadata).length === 0 ? [] : [['__metadata__', metadata] as const]
  const header = Buffer.from(JSON.stringify(Object.fromEntries([...named, ...entries])))
  // Spaces after the JSON align the data, so that readers may map it.
  const headerBytes = Math.ceil(header.length / 8) * 8
  const bytes = new Uint8Array(lengthBytes + headerBytes + end)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerBytes), true)
  bytes.fill(0x20, lengthBytes, lengthBytes + headerBytes).set(header, lengthBytes)
  let offset = lengthBytes + headerBytes
  for (const { data } of Object.values(tensors)) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset)
    offset += data.byteLength
  }
  return bytes
}

/** @throws WorkbenchError `checkpoint-corrupt` if the bytes are not a whole safetensors file of float32 and int32 */
export function decodeSafetensors(bytes: Uint8Array): SafetensorsFile {
  const { header, metadata, dataOffset } = readHeader(bytes)
  const buffer = bytes.buffer as ArrayBuffer
  let position = 0
  const tensors = Object.entries(header).map(([name, { dtype, shape, data_offsets: [begin, end] }]) => {
    const length = elementCount(shape) * bytesPerElement
    if (end - begin !== length || dataOffset + end > bytes.length) throw corrupt(`tensor “${name}” lies outside the file`)
    position += length
    const start = bytes.byteOffset + dataOffset + begin
    const data = buffer.slice(start, start + length)
    return dtype === 'F32'
      ? ([name, { dtype: 'float32', shape, data: new Float32Array(data) }] as const)
      : ([name, { dtype: 'int32', shape, data: new Int32Array(data) }] as const)
  })
  refuseGaps(Object.values(header).map(({ data_offsets }) => data_offsets))
  if (dataOffset + position !== bytes.length) throw corrupt('its length is not what the header says')
  return { tensors: Object.fromEntries(tensors), metadata }
}

function readHeader(bytes: Uint8Array) {
  if (bytes.length < lengthBytes) throw corrupt('it is too short')
  const headerBytes = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true))
  const dataOffset = lengthBytes + headerBytes
  if (headerBytes > maximumHeaderBytes || dataOffset > bytes.length) throw corrupt('its header is longer than the file')
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(lengthBytes, dataOffset)))
  } catch (cause) {
    throw corrupt('its header is not JSON', cause)
  }
  const { __metadata__: metadata = {}, ...tensors } = { ...(json as Record<string, unknown>) }
  const header = headerSchema.safeParse(tensors)
  const strings = metadataSchema.safeParse(metadata)
  if (!header.success || !strings.success) throw corrupt('its header names something other than float32 and int32 tensors')
  return { header: header.data, metadata: strings.data, dataOffset }
}

/** Every byte of data belongs to exactly one tensor. */
function refuseGaps(offsets: [number, number][]): void {
  let end = 0
  for (const [begin, next] of offsets.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (begin !== end) throw corrupt('its tensors overlap or leave gaps')
    end = next
  }
}

function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, dimension) => product * dimension, 1)
}

function corrupt(reason: string, cause?: unknown): WorkbenchError {
  return new WorkbenchError('checkpoint-corrupt', `These are not whole weights in the safetensors format: ${reason}.`, { cause })
}
