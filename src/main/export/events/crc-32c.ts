/** Castagnoli's polynomial 0x1edc6f41 with its bits reversed: each byte's least significant bit comes first. */
const polynomial = 0x82f63b78

/** What each value of a byte makes of an empty remainder. */
const table = Int32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ polynomial : remainder >>> 1
  return remainder
})

/** CRC-32C (RFC 3720, appendix B.4) as an unsigned 32-bit integer. `zlib.crc32` is of another polynomial. */
export function crc32c(bytes: Uint8Array): number {
  let remainder = -1
  for (const byte of bytes) remainder = (remainder >>> 8) ^ (table[(remainder ^ byte) & 0xff] ?? 0)
  return ~remainder >>> 0
}
