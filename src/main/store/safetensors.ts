import { z } from 'zod'
import { WorkbenchError } from '../../shared/errors.ts'
import type { TensorBundle, TensorRecord } from './records.ts'

/**
 * The safetensors format (https://huggingface.co/docs/safetensors): a little-endian uint64 with the header's length, the
 * header in JSON (name → dtype, shape, offsets into the data; `__metadata__` → strings), then the data without a gap.
 * This is the part of it that the workbench needs: float32 and int32.
 */
const lengthBytes = 8
const bytesPerElement = 4
/** The format allows 100 MB of header; a model of the workbench has some dozens of tensors, and takes some kilobytes. */
const maximumHeaderBytes = 2 ** 20
const mostTensors = 4096

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
    const fits = dtype === 'float32' ? data instanceof Float32Array : data instanceof Int32Array
    if (!fits || name === '__metadata__' || data.length !== elementCount(shape)) {
      throw new WorkbenchError('internal', `Tensor “${name}” is not a ${dtype} [${shape.join(', ')}], as it should be.`)
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
  refuseOtherLayout(header, bytes.length - dataOffset)
  const tensors = Object.entries(header).map(([name, { dtype, shape, data_offsets }]): [string, TensorRecord] => {
    const [begin, end] = data_offsets
    // A copy, since a blob need not begin where numbers of four bytes may.
    const data = new Uint8Array(bytes.subarray(dataOffset + begin, dataOffset + end)).buffer
    return dtype === 'F32'
      ? [name, { dtype: 'float32', shape, data: new Float32Array(data) }]
      : [name, { dtype: 'int32', shape, data: new Int32Array(data) }]
  })
  return { tensors: Object.fromEntries(tensors), metadata }
}

type Header = z.infer<typeof headerSchema>

function readHeader(bytes: Uint8Array): { header: Header; metadata: Record<string, string>; dataOffset: number } {
  if (bytes.length < lengthBytes) throw corrupt('it is too short')
  const headerBytes = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true))
  const dataOffset = lengthBytes + headerBytes
  if (headerBytes > maximumHeaderBytes) throw corrupt('its header is longer than any that the workbench writes')
  if (dataOffset > bytes.length) throw corrupt('its header is longer than the file')
  let json: object
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(lengthBytes, dataOffset))) as object
  } catch (cause) {
    throw corrupt('its header is not JSON', cause)
  }
  const { __metadata__: metadata = {}, ...tensors } = { ...json } as Record<string, unknown>
  if (Object.keys(tensors).length > mostTensors) throw corrupt(`it has more than ${mostTensors} tensors`)
  const header = headerSchema.safeParse(tensors)
  const strings = metadataSchema.safeParse(metadata)
  if (!header.success || !strings.success) throw corrupt('its header names something other than float32 and int32 tensors')
  return { header: header.data, metadata: strings.data, dataOffset }
}

/** Every byte of data belongs to exactly one tensor, and each tensor has as many as its shape says. */
function refuseOtherLayout(header: Header, dataBytes: number): void {
  let position = 0
  const inOrder = Object.entries(header)
    .map(([name, { shape, data_offsets: [begin, end] }]) => ({ name, shape, begin, end }))
    .sort((a, b) => a.begin - b.begin || a.end - b.end)
  for (const { name, shape, begin, end } of inOrder) {
    if (begin !== position || end - begin !== elementCount(shape) * bytesPerElement) {
      throw corrupt(`tensor “${name}” is not where it should be`)
    }
    position = end
  }
  if (position !== dataBytes) throw corrupt('its length is not what the header says')
}

function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, dimension) => product * dimension, 1)
}

function corrupt(reason: string, cause?: unknown): WorkbenchError {
  return new WorkbenchError('checkpoint-corrupt', `These are not whole weights in the safetensors format: ${reason}.`, { cause })
}
