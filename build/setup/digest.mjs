import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

/** @param {string} file @returns {Promise<string>} the SHA-256 of its bytes, in hexadecimal */
export async function sha256OfFile(file) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}

/** @param {string | Uint8Array} text */
export function sha256(text) {
  return createHash('sha256').update(text).digest('hex')
}
