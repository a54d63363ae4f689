/** What the tests use of omggif, which comes without types. */
declare module 'omggif' {
  export class GifReader {
    constructor(bytes: Uint8Array)
    readonly width: number
    readonly height: number
    numFrames(): number
    loopCount(): number | null
    /** Delay in hundredths of a second. */
    frameInfo(frame: number): { delay: number; x: number; y: number; width: number; height: number }
    decodeAndBlitFrameRGBA(frame: number, pixels: Uint8Array): void
  }
}
