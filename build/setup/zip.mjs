import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import zlib from 'node:zlib'
import { SetupError } from './errors.mjs'

/*
 * Reading ZIP archives as streams (PKWARE's APPNOTE, sections 4.3 and 4.4): an archive here unpacks to a gigabyte, too
 * much for libraries that inflate in memory. Not read, since none of our archives has it: encryption, ZIP64, split
 * archives.
 */
const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_HEADER = 0x04034b50
const END_LENGTH = 22
const LONGEST_COMMENT = 0xffff
const STORED = 0
const DEFLATED = 8
const FILE_TYPE_MASK = 0o170000
const SYMBOLIC_LINK = 0o120000

/**
 * @typedef {object} ZipEntry
 * @property {string} name with forward slashes; a folder's ends in one
 * @property {number} method
 * @property {number} crc
 * @property {number} compressedSize
 * @property {number} size
 * @property {number} mode Unix permissions and type, 0 where unknown
 * @property {number} offset of the local header
 */

/** @param {string} file @returns {Promise<ZipEntry[]>} */
export async function zipEntries(file) {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    const tail = await readAt(handle, Math.max(0, size - END_LENGTH - LONGEST_COMMENT), size)
    let end = tail.length - END_LENGTH
    while (end >= 0 && tail.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1
    if (end < 0) throw new SetupError(`${file} is not a ZIP archive`)
    const start = tail.readUInt32LE(end + 16)
    const directory = await readAt(handle, start, start + tail.readUInt32LE(end + 12))
    return parseDirectory(directory, tail.readUInt16LE(end + 10))
  } finally {
    await handle.close()
  }
}

/** @param {Buffer} directory @param {number} count @returns {ZipEntry[]} */
function parseDirectory(directory, count) {
  /** @type {ZipEntry[]} */
  const entries = []
  let at = 0
  for (let index = 0; index < count; index += 1) {
    if (directory.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new SetupError('the directory of the ZIP archive is damaged')
    const nameLength = directory.readUInt16LE(at + 28)
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      compressedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      mode: directory.readUInt32LE(at + 38) >>> 16,
      offset: directory.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return entries
}

/**
 * Unpacks the entries that `rename` gives a place.
 * @param {string} file
 * @param {string} folder
 * @param {(name: string) => string | null} rename entry name → path below the folder, null to leave it out
 */
export async function unzip(file, folder, rename) {
  const entries = await zipEntries(file)
  const handle = await open(file)
  try {
    for (const entry of entries) {
      const path = entry.name.endsWith('/') ? null : rename(entry.name)
      if (path === null) continue
      if (path.split('/').includes('..') || path.startsWith('/')) {
        throw new SetupError(`the ZIP archive leads out of its folder: ${path}`)
      }
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await unzipEntry(handle, file, entry, join(folder, path))
    }
  } finally {
    await handle.close()
  }
}

/**
 * @param {import('node:fs/promises').FileHandle} handle
 * @param {string} file
 * @param {ZipEntry} entry
 * @param {string} target
 */
async function unzipEntry(handle, file, entry, target) {
  const header = await readAt(handle, entry.offset, entry.offset + 30)
  if (header.readUInt32LE(0) !== LOCAL_HEADER) throw new SetupError(`the ZIP archive is damaged at ${entry.name}`)
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  if (entry.method !== STORED && entry.method !== DEFLATED) throw new SetupError(`${entry.name} is packed in an unknown way`)
  if ((entry.mode & FILE_TYPE_MASK) === SYMBOLIC_LINK) {
    const packed = await readAt(handle, start, start + entry.compressedSize)
    await symlink((entry.method === STORED ? packed : zlib.inflateRawSync(packed)).toString('utf8'), target)
    return
  }
  if (entry.compressedSize === 0) {
    await (await open(target, 'w')).close()
    return
  }
  const check = checksum(entry)
  const packed = createReadStream(file, { start, end: start + entry.compressedSize - 1, highWaterMark: 1 << 18 })
  const written = createWriteStream(target, { mode: (entry.mode & 0o777) || 0o644 })
  if (entry.method === STORED) await pipeline(packed, check, written)
  else await pipeline(packed, zlib.createInflateRaw({ chunkSize: 1 << 18 }), check, written)
}

/** @param {ZipEntry} entry passes the bytes on; fails at the end when they are not what the directory says */
function checksum(entry) {
  let size = 0
  let crc = 0
  return new Transform({
    transform(chunk, _encoding, callback) {
      size += chunk.length
      crc = zlib.crc32(chunk, crc)
      callback(null, chunk)
    },
    flush(callback) {
      callback(size === entry.size && crc === entry.crc ? null : new SetupError(`${entry.name} in the ZIP archive is damaged`))
    },
  })
}

/**
 * @param {import('node:fs/promises').FileHandle} handle
 * @param {number} start
 * @param {number} end
 */
async function readAt(handle, start, end) {
  const buffer = Buffer.alloc(end - start)
  await handle.read(buffer, 0, buffer.length, start)
  return buffer
}
