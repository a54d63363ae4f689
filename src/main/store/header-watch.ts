import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads'

/** Offsets in SQLite's header (https://sqlite.org/fileformat.html#the_database_header). */
const headerBytes = 100
const magic = 'SQLite format 3\0'
const writeVersionAt = 18
const changeCounterAt = 24

/**
 * Notices that an older copy was put over a database that is in use, which SQLite does not: with a write-ahead log it goes on with the
 * log, on pages that are no longer there. The counter of changes in the header only ever grows, and a copy that SQLite made
 * has no write-ahead log.
 *
 * The file is opened once in a process, and closed with its last connection on the main thread, behind all others: POSIX drops all of
 * a process's locks on a file, SQLite's too, with any of its descriptors. Threads share the one of the main thread.
 */
export class HeaderWatch {
  private readonly descriptor: number | null
  private last: Buffer | null

  /** @param identity of the file, whatever path leads to it */
  constructor(
    file: string,
    private readonly identity: string,
  ) {
    this.descriptor = descriptorOf(file, identity)
    if (isMainThread && this.descriptor !== null) users.set(identity, (users.get(identity) ?? 0) + 1)
    this.last = this.read()
  }

  /** To be called when its connection is closed. */
  close(): void {
    if (!isMainThread || this.descriptor === null) return
    const others = (users.get(this.identity) ?? 1) - 1
    users.set(this.identity, others)
    if (others > 0) return
    users.delete(this.identity)
    setEnvironmentData(keyOf(this.identity), undefined)
    closeSync(this.descriptor)
  }

  /** Whether the header is one that this database's has become. */
  get isOurs(): boolean {
    const { last } = this
    if (this.descriptor === null || last === null) return true
    const now = this.read()
    if (now?.toString('latin1', 0, magic.length) !== magic) return false
    if (now[writeVersionAt] !== last[writeVersionAt]) return false
    if (now.readUInt32BE(changeCounterAt) < last.readUInt32BE(changeCounterAt)) return false
    this.last = now
    return true
  }

  private read(): Buffer | null {
    if (this.descriptor === null) return null
    const header = Buffer.alloc(headerBytes)
    return readSync(this.descriptor, header, 0, headerBytes, 0) === headerBytes ? header : null
  }
}

/** Connections of the main thread, by the file's identity. */
const users = new Map<string, number>()

const keyOf = (identity: string) => `the header of ${identity}`

/** null where it cannot be shared; on Windows nobody replaces a file in use. */
function descriptorOf(file: string, identity: string): number | null {
  if (process.platform === 'win32') return null
  const known = getEnvironmentData(keyOf(identity))
  if (typeof known === 'number' && isStill(known, identity)) return known
  if (!isMainThread) return null
  const descriptor = openSync(file, 'r')
  setEnvironmentData(keyOf(identity), descriptor)
  return descriptor
}

/** A number of an inode is given again when its file is gone. It is not while this has it open. */
function isStill(descriptor: number, identity: string): boolean {
  try {
    const { dev, ino } = fstatSync(descriptor, { bigint: true })
    return `${dev}:${ino}` === identity
  } catch {
    return false
  }
}
