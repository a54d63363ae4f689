import { closeSync, openSync, readSync, statfsSync, statSync } from 'node:fs'
import { WorkbenchError } from '../../shared/errors.ts'
import { archiveApplicationId } from './archive-schema.ts'
import { notOurs, refused } from './refused.ts'
import { hasShortSchema } from './schema-pages.ts'

/** The header of an SQLite file (https://sqlite.org/fileformat2.html): its length, and where in it what is looked at lies. */
const headerBytes = 100
const magic = Buffer.from('SQLite format 3\0')
const places = { pageBytes: 16, reservedBytes: 20, pages: 28, encoding: 56, applicationId: 68 } as const
const utf8 = 1

/** Its copy, which takes room unless the file system clones it, as nobody knows before; and its rows in the database. */
const copies = 2

/**
 * Looks at a chosen file before any of it is copied, or SQLite reads it: whether it is an archive as far as its first bytes say, whole
 * by its length, whether its schema is short, and whether there is room for it.
 * @param name what the user knows it by
 * @throws WorkbenchError
 */
export function refuseOtherFiles(file: string, workspace: string, name: string): void {
  // Before it is opened, for that would wait for ever on a pipe.
  const stats = statSync(file)
  if (stats.isDirectory()) throw new WorkbenchError('invalid-archive', `“${name}” is a folder. Choose a .manifold file.`)
  if (!stats.isFile()) throw new WorkbenchError('invalid-archive', `“${name}” is not a file. Choose a .manifold file.`)
  refuseOtherBytes(file, stats.size, name)
  const { bavail, bsize } = statfsSync(workspace)
  if (bavail * bsize < copies * stats.size) {
    const megabytes = Math.ceil((copies * stats.size) / 1e6)
    throw new WorkbenchError('disk-full', `“${name}” cannot be imported: the disk is full. Free ${megabytes} MB and try again.`)
  }
}

function refuseOtherBytes(file: string, size: number, name: string): void {
  const descriptor = openSync(file, 'r')
  try {
    const read = (position: number, length: number) => {
      const bytes = Buffer.alloc(length)
      return bytes.subarray(0, readSync(descriptor, bytes, 0, length, position))
    }
    const header = read(0, headerBytes)
    if (header.length < headerBytes || !header.subarray(0, magic.length).equals(magic)) throw refused(name, 'it is no archive, or damaged')
    if (header.readUInt32BE(places.applicationId) !== archiveApplicationId) throw notOurs(name)
    const pageBytes = pageBytesOf(header)
    if (size !== pageBytes * header.readUInt32BE(places.pages)) throw refused(name, 'it is not as long as it says')
    const usableBytes = pageBytes - header.readUInt8(places.reservedBytes)
    const isShort = hasShortSchema({ headerBytes, usableBytes, read: (number) => read((number - 1) * pageBytes, pageBytes) })
    // Names would be other bytes.
    if (!isShort || header.readUInt32BE(places.encoding) !== utf8) throw refused(name, 'its tables are not those of an archive')
  } finally {
    closeSync(descriptor)
  }
}

/** 1 stands for 65,536. */
function pageBytesOf(header: Buffer): number {
  const bytes = header.readUInt16BE(places.pageBytes)
  return bytes === 1 ? 65_536 : bytes
}
