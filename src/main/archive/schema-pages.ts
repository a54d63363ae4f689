/** Of a page of SQLite's with rows of a table (https://sqlite.org/fileformat2.html#b_tree_pages). */
const kinds = { interior: 0x05, leaf: 0x0d } as const

/** Of a schema: a few tables and their indices, on a page or two. */
const mostObjects = 100
const mostPages = 100
/** What a row keeps on a page of those that it begins on, besides its bytes. */
const margin = 35

export interface SchemaPages {
  /** Bytes of a page that rows may take. */
  usableBytes: number
  /** The page of this number, from 1 on; shorter where the file ends. */
  read: (number: number) => Buffer
  /** Bytes that the first page keeps for the file's header. */
  headerBytes: number
}

/**
 * Whether SQLite may be asked for the schema of a file, which it reads as a whole before it answers anything: of few rows, none of
 * which goes on beyond its page, and without tables of statistics, whose rows it reads with the schema.
 */
export function hasShortSchema({ usableBytes, read, headerBytes }: SchemaPages): boolean {
  const pages = [1]
  const seen = new Set<number>()
  let objects = 0
  try {
    for (const number of pages) {
      if (number < 1 || seen.has(number) || seen.size === mostPages) return false
      seen.add(number)
      const page = read(number)
      const start = number === 1 ? headerBytes : 0
      const kind = page.readUInt8(start)
      const count = page.readUInt16BE(start + 3)
      if (count > mostObjects) return false
      const places = Array.from({ length: count }, (_, index) => page.readUInt16BE(start + (kind === kinds.interior ? 12 : 8) + 2 * index))
      if (kind === kinds.interior) {
        pages.push(...places.map((place) => page.readUInt32BE(place)), page.readUInt32BE(start + 8))
        continue
      }
      objects += count
      if (kind !== kinds.leaf || objects > mostObjects) return false
      if (places.some((place) => rowBytes(page, place) > usableBytes - margin)) return false
      if (page.toString('latin1').toLowerCase().includes('sqlite_stat')) return false
    }
    return true
  } catch (thrown) {
    // Beyond the end of a page: what it says of itself cannot be.
    if (thrown instanceof RangeError) return false
    throw thrown
  }
}

/** A variable-length number of SQLite's, as long as one of a row that fits a page may be. */
function rowBytes(page: Buffer, place: number): number {
  let value = 0
  for (let index = 0; index < 3; index++) {
    const byte = page.readUInt8(place + index)
    value = value * 128 + (byte & 127)
    if (byte < 128) return value
  }
  return Infinity
}
