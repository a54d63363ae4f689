import { GifReader } from 'omggif'

/** A GIF decoded by a decoder that is not the encoder's. */
export function readGif(bytes: Uint8Array) {
  const reader = new GifReader(Buffer.from(bytes))
  const pixels = new Uint8Array(reader.width * reader.height * 4)
  return {
    width: reader.width,
    height: reader.height,
    frames: reader.numFrames(),
    /** Null: shown once; 0: for ever. */
    loops: reader.loopCount(),
    /** Milliseconds. */
    delays: Array.from({ length: reader.numFrames() }, (_, frame) => reader.frameInfo(frame).delay * 10),
    /** A frame's colour at a place. */
    frame(index: number) {
      pixels.fill(0)
      reader.decodeAndBlitFrameRGBA(index, pixels)
      const shown = pixels.slice()
      const at = (x: number, y: number) => [...shown.subarray(4 * (y * reader.width + x), 4 * (y * reader.width + x) + 3)]
      return { rgba: shown, at }
    },
  }
}
