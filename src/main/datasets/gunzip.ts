import { constants, gunzipSync } from 'node:zlib'

/** DEFLATE's limit: a byte of it makes at most 1032 (RFC 1951: 258 bytes of output for two bits). */
export const largestDeflateRatio = 1032

/** What zlib makes at a time; as much as will come in all is the fastest. */
const chunkBytes = { least: 2 ** 14, most: 2 ** 26 }

export function isGzip(start: Uint8Array): boolean {
  return start[0] === 0x1f && start[1] === 0x8b
}

export type GunzipResult =
  | { kind: 'whole'; bytes: Uint8Array }
  /** There is more than was allowed. */
  | { kind: 'longer' }
  | { kind: 'truncated' }
  | { kind: 'damaged'; cause: unknown }

/** What the beginning of a gzip file decompresses to, as far as it goes. */
export function gunzipStart(compressed: Uint8Array): GunzipResult {
  return attempt(() => gunzipSync(compressed, { finishFlush: constants.Z_SYNC_FLUSH }))
}

/**
 * Decompresses all members of a gzip file (RFC 1952) and checks their checksums, but makes no more than `limit` bytes of
 * them, however much they hold.
 */
export function gunzipBounded(compressed: Uint8Array, limit: number): GunzipResult {
  const chunkSize = Math.min(Math.max(limit + 1, chunkBytes.least), chunkBytes.most)
  return attempt(() => gunzipSync(compressed, { maxOutputLength: limit, chunkSize }))
}

function attempt(gunzip: () => Uint8Array): GunzipResult {
  try {
    return { kind: 'whole', bytes: gunzip() }
  } catch (cause) {
    switch ((cause as NodeJS.ErrnoException).code) {
      case 'ERR_BUFFER_TOO_LARGE':
        return { kind: 'longer' }
      case 'Z_BUF_ERROR':
        return { kind: 'truncated' }
      case 'Z_DATA_ERROR':
        return { kind: 'damaged', cause }
      default:
        throw cause
    }
  }
}
