import { readFile } from 'node:fs/promises'
import omggif from 'omggif'
import { must } from './report.mjs'

/**
 * Decodes a GIF to its last pixel.
 * @param {string} file
 * @returns {Promise<{ frames: number, width: number, height: number, changed: number }>} changed: pixels that differ between
 *   the first frame and the last
 */
export async function readGif(file) {
  const bytes = await readFile(file)
  must(bytes.subarray(0, 6).toString('latin1') === 'GIF89a', `${file} is no GIF`)
  const reader = new omggif.GifReader(bytes)
  const [frames, width, height] = [reader.numFrames(), reader.width, reader.height]
  const [first, last] = [new Uint32Array(width * height), new Uint32Array(width * height)]
  reader.decodeAndBlitFrameRGBA(0, new Uint8Array(first.buffer))
  for (let frame = 0; frame < frames; frame++) reader.decodeAndBlitFrameRGBA(frame, new Uint8Array(last.buffer))
  return { frames, width, height, changed: first.reduce((sum, pixel, i) => sum + Number(pixel !== last[i]), 0) }
}
