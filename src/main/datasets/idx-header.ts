import { WorkbenchError } from '../../shared/errors.ts'
import { imageSize } from '../../shared/experiment/image-size.ts'
import { counted } from '../../shared/counted.ts'

export type IdxKind = 'images' | 'labels'

/** Of images: [count, height, width]; of labels: [count]. */
export interface IdxHeader {
  count: number
  /** 0 for labels. */
  height: number
  /** 0 for labels. */
  width: number
}

export const headerBytes: Record<IdxKind, number> = { images: 16, labels: 8 }

export const largestSide = 128
/** Of one file, decompressed: 65,535 images of 128 × 128. TensorFlow holds a data set in memory, as one tensor. */
export const largestFileBytes = 2 ** 30

/** Two zero bytes, the type of the values (8: unsigned bytes) and the number of dimensions, as one big-endian number. */
const magicNumbers: Record<IdxKind, number> = { images: 0x00000803, labels: 0x00000801 }
const otherKind: Record<IdxKind, IdxKind> = { images: 'labels', labels: 'images' }

/**
 * The header of an IDX file: the magic number, then the size of each dimension, all of them big-endian.
 * @param start the file's first bytes, decompressed
 * @throws WorkbenchError if it does not announce grey images or labels in unsigned bytes, or more than is allowed
 */
export function parseIdxHeader(start: Uint8Array, kind: IdxKind, path: string): IdxHeader {
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength)
  if (start.length < 4) throw invalid(path, 'is too short to be an IDX file', 'Choose the whole file.')
  refuseOtherMagic(view.getUint32(0), kind, path)
  if (start.length < headerBytes[kind]) throw invalid(path, 'ends within its header', 'Choose the whole file.')
  const [count = 0, height = 0, width = 0] = Array.from({ length: headerBytes[kind] / 4 - 1 }, (_, index) =>
    view.getUint32(4 + 4 * index),
  )
  if (count === 0) throw invalid(path, `holds no ${kind}`, 'Choose a file that does.')
  if (kind === 'images' && (height < 1 || width < 1 || height > largestSide || width > largestSide)) {
    throw invalid(
      path,
      `has images of ${imageSize({ width, height })} pixels`,
      `Choose images from 1 × 1 to ${largestSide} × ${largestSide} pixels.`,
    )
  }
  const header = { count, height, width }
  if (fileBytes(header, kind) > largestFileBytes) {
    throw invalid(
      path,
      `announces ${fileBytes(header, kind).toLocaleString('en')} bytes`,
      `Choose a file of at most ${largestFileBytes.toLocaleString('en')}.`,
    )
  }
  return header
}

/** Length of a whole file with this header, decompressed. */
export function fileBytes({ count, height, width }: IdxHeader, kind: IdxKind): number {
  return headerBytes[kind] + count * (kind === 'images' ? height * width : 1)
}

export function encodeIdxHeader({ count, height, width }: IdxHeader, kind: IdxKind): Uint8Array {
  const bytes = new Uint8Array(headerBytes[kind])
  const view = new DataView(bytes.buffer)
  const dimensions = kind === 'images' ? [count, height, width] : [count]
  for (const [index, value] of [magicNumbers[kind], ...dimensions].entries()) view.setUint32(4 * index, value)
  return bytes
}

export function invalid(path: string, what: string, remedy: string, cause?: unknown): WorkbenchError {
  return new WorkbenchError('invalid-dataset', `“${path}” ${what}. ${remedy}`, { cause })
}

function refuseOtherMagic(magic: number, kind: IdxKind, path: string): void {
  if (magic === magicNumbers[kind]) return
  if (magic === magicNumbers[otherKind[kind]]) {
    throw invalid(path, `holds ${otherKind[kind]}, not ${kind}`, 'Choose the files the other way round.')
  }
  if (magic >>> 16 !== 0) {
    throw invalid(path, `is not an IDX file (it begins with ${hexadecimal(magic)})`, 'Choose a file in the format of MNIST.')
  }
  const dimensions = magic & 0xff
  if (magic >>> 8 !== 8) {
    throw invalid(path, `holds values of type ${hexadecimal(magic)}`, 'Choose an IDX file of unsigned bytes.')
  }
  const wanted = kind === 'images' ? 'grey images, which have three' : 'labels, which have one'
  throw invalid(path, `has ${counted(dimensions, 'dimension')}`, `Choose an IDX file of ${wanted}.`)
}

function hexadecimal(magic: number): string {
  return `0x${magic.toString(16).padStart(8, '0')}`
}
