import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { toWorkbenchError } from '../../shared/errors.ts'
import { imageSize } from '../../shared/experiment/image-size.ts'
import { plainBytes } from '../store/bytes.ts'
import { gunzipBounded, gunzipStart, isGzip, largestDeflateRatio } from './gunzip.ts'
import { fileBytes, headerBytes, invalid, parseIdxHeader, type IdxHeader, type IdxKind } from './idx-header.ts'
import { counted } from '../../shared/counted.ts'

/** A whole IDX file, decompressed. */
export interface IdxFile {
  path: string
  header: IdxHeader
  /** All of it. */
  bytes: Uint8Array
  /** What comes after the header: images [count, height, width] or labels [count]. */
  values: Uint8Array
}

/** Enough for gzip's own header and the IDX header after it, and even a bomb makes only 4 MB of it. */
const startBytes = 4096

/**
 * Reads an IDX file of bytes, gzip or not; its content says which. What the header announces is checked against the
 * file's length before memory is taken for it.
 * @throws WorkbenchError that names the file and says what to do
 */
export function readIdxFile(path: string, kind: IdxKind): IdxFile {
  let descriptor: number | undefined
  try {
    // Before it is opened, for that would wait for ever on a pipe.
    const stats = statSync(path)
    if (stats.isDirectory()) throw invalid(path, 'is a folder', 'Choose the file in it.')
    if (!stats.isFile()) throw invalid(path, 'is not a file', 'Choose one.')
    if (stats.size === 0) throw invalid(path, 'is empty', 'Choose the whole file.')
    descriptor = openSync(path, 'r')
    return readOpenFile({ path, kind, descriptor, size: stats.size })
  } catch (thrown) {
    throw toWorkbenchError(thrown)
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

interface OpenFile {
  path: string
  kind: IdxKind
  descriptor: number
  size: number
}

function readOpenFile(file: OpenFile): IdxFile {
  const { path, kind, size } = file
  const start = readBytes(file, Math.min(size, startBytes))
  const compressed = isGzip(start)
  const header = parseIdxHeader(compressed ? decompressedStart(start, path) : start, kind, path)
  const bytes = plainBytes(compressed ? readCompressed(file, header) : readPlain(file, header))
  return { path, header, bytes, values: bytes.subarray(headerBytes[kind]) }
}

function readPlain(file: OpenFile, header: IdxHeader): Uint8Array {
  const { kind, size } = file
  refuseOtherLength(file, header, size)
  return readBytes(file, fileBytes(header, kind))
}

function readCompressed(file: OpenFile, header: IdxHeader): Uint8Array {
  const { path, kind, size } = file
  const expected = fileBytes(header, kind)
  if (expected > size * largestDeflateRatio) throw truncated(file, header)
  if (size > 2 * expected + startBytes) {
    throw invalid(path, 'is far longer than its header says', 'It may be damaged: download or copy it again.')
  }
  const result = gunzipBounded(readBytes(file, size), expected)
  switch (result.kind) {
    case 'whole':
      refuseOtherLength(file, header, result.bytes.length)
      return result.bytes
    case 'longer':
      throw tooLong(file, header)
    case 'truncated':
      throw truncated(file, header)
    case 'damaged':
      throw damagedGzip(path, result.cause)
  }
}

function decompressedStart(start: Uint8Array, path: string): Uint8Array {
  const result = gunzipStart(start)
  if (result.kind === 'whole') return result.bytes
  throw damagedGzip(path, result.kind === 'damaged' ? result.cause : undefined)
}

function readBytes({ descriptor, path }: OpenFile, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let position = 0
  while (position < length) {
    const read = readSync(descriptor, bytes, position, length - position, position)
    if (read === 0) throw invalid(path, 'was cut short while it was read', 'Choose it again when it is whole.')
    position += read
  }
  return bytes
}

function refuseOtherLength(file: OpenFile, header: IdxHeader, length: number): void {
  const expected = fileBytes(header, file.kind)
  if (length < expected) throw truncated(file, header)
  if (length > expected) throw tooLong(file, header)
}

function truncated({ path, kind }: OpenFile, header: IdxHeader) {
  return invalid(path, `is truncated: its header announces ${described(header, kind)}`, 'Download or copy it again.')
}

function tooLong({ path, kind }: OpenFile, header: IdxHeader) {
  return invalid(path, `is longer than its header says: ${described(header, kind)}`, 'Download or copy it again.')
}

function damagedGzip(path: string, cause: unknown) {
  return invalid(path, 'is damaged: it cannot be decompressed', 'Download or copy it again.', cause)
}

function described(header: IdxHeader, kind: IdxKind): string {
  const { count } = header
  const what = kind === 'images' ? `${counted(count, 'image')} of ${imageSize(header)}` : counted(count, 'label')
  return `${what}, ${fileBytes(header, kind).toLocaleString('en')} bytes`
}
