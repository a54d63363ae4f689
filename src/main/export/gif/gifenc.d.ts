/** What this project uses of gifenc, which comes without types. */
declare module 'gifenc' {
  export interface GIFStream {
    reset(): void
    bytesView(): Uint8Array
  }
  export interface GIFWriter {
    readonly stream: GIFStream
    writeFrame(
      index: Uint8Array,
      width: number,
      height: number,
      options: {
        palette?: readonly (readonly [red: number, green: number, blue: number])[]
        /** Milliseconds. */
        delay: number
        /** 0: for ever. */
        repeat: number
      },
    ): void
    finish(): void
  }
  export function GIFEncoder(options?: { initialCapacity?: number }): GIFWriter
}
