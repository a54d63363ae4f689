import { constants, gunzipSync } from 'node:zlib'

/** DEFLATE's limit: a byte of it makes at most 1032 (RFC 1951: 258 bytes of output for two bits). */
export const largestDeflateRatio = 1032

const largestChunkBytes = 2 ** 26

export function isGzip(start: Uint8Array): boolean {
  return start[0] === 0x1f && start[1] === 0x8b
}

/** What the beginning of a gzip file decompresses to, as far as it goes. @throws zlib's error if it is not gzip */
export function gunzipStart(compressed: Uint8Array): Uint8Array {
  return gunzipSync(compressed, { finishFlush: constants.Z_SYNC_FLUSH })
}

export type GunzipResult =
  | { kind: 'whole'; bytes: Uint8Array }
  /** There is more than was allowed. */
  | { kind: 'longer' }
  | { kind: 'truncated' }
  | { kind: 'damaged'; cause: unknown }

/**
 * Decompresses all members of a gzip file (RFC 1952) and checks their checksums, but makes no more than `limit` bytes of
 * them, however much they hold.
 */
export function gunzipBounded(compressed: Uint8Array, limit: number): GunzipResult {
  try {
    const chunkSize = Math.min(limit + 1, largestChunkBytes)
    return { kind: 'whole', bytes: gunzipSync(compressed, { maxOutputLength: limit, chunkSize }) }
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    if (code === 'ERR_BUFFER_TOO_LARGE') return { kind: 'longer' }
    return code === 'Z_BUF_ERROR' ? { kind: 'truncated' } : { kind: 'damaged', cause }
  }
}
