import { closeSync, openSync, readSync, statfsSync, statSync } from 'node:fs'
import { WorkbenchError } from '../../shared/errors.ts'
import { archiveApplicationId } from './archive-schema.ts'
import { notOurs, refused } from './refused.ts'

/** The header of an SQLite file (https://sqlite.org/fileformat2.html): its length, and where in it what is looked at lies. */
const headerBytes = 100
const magic = Buffer.from('SQLite format 3\0')
const places = { pageBytes: 16, pages: 28, applicationId: 68 } as const

/** Its copy, and its rows in the database. */
const copies = 2

/**
 * Looks at a chosen file before any of it is copied: whether it is an archive as far as its first bytes say, whole by its length,
 * and whether there is room for it.
 * @param name what the user knows it by
 * @throws WorkbenchError
 */
export function refuseOtherFiles(file: string, workspace: string, name: string): void {
  // Before it is opened, for that would wait for ever on a pipe.
  const stats = statSync(file)
  if (stats.isDirectory()) throw new WorkbenchError('usage', `“${name}” is a folder. Choose a .manifold file.`)
  if (!stats.isFile()) throw new WorkbenchError('usage', `“${name}” is not a file. Choose a .manifold file.`)
  const header = startOf(file)
  if (header.length < headerBytes || !header.subarray(0, magic.length).equals(magic)) throw refused(name, 'it is no archive, or damaged')
  if (header.readUInt32BE(places.applicationId) !== archiveApplicationId) throw notOurs(name)
  if (stats.size !== wholeLength(header)) throw refused(name, 'it is not as long as it says')
  const { bavail, bsize } = statfsSync(workspace)
  if (bavail * bsize < copies * stats.size) {
    const megabytes = Math.ceil((copies * stats.size) / 1e6)
    throw new WorkbenchError('disk-full', `“${name}” cannot be imported: the disk is full. Free ${megabytes} MB and try again.`)
  }
}

function startOf(file: string): Buffer {
  const descriptor = openSync(file, 'r')
  try {
    const header = Buffer.alloc(headerBytes)
    return header.subarray(0, readSync(descriptor, header, 0, headerBytes, 0))
  } finally {
    closeSync(descriptor)
  }
}

/** Bytes: of a page, where 1 stands for 65,536, times their number. */
function wholeLength(header: Buffer): number {
  const pageBytes = header.readUInt16BE(places.pageBytes)
  return (pageBytes === 1 ? 65_536 : pageBytes) * header.readUInt32BE(places.pages)
}
