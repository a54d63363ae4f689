import { readFileSync } from 'node:fs'
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny'
import type { Page } from 'playwright/test'

export interface DecodedVideo {
  width: number
  height: number
  /** Seconds. */
  duration: number
  /** Decoded frames, each as the grey level in its middle. */
  middles: number[]
}

/** Takes a video file apart here, and decodes its frames in the page, where the decoders are. */
export async function decodeVideo(page: Page, file: string): Promise<DecodedVideo> {
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(readFileSync(file)) })
  const track = await input.getPrimaryVideoTrack()
  const config = await track?.getDecoderConfig()
  if (!track || !config) throw new Error(`“${file}” has no video in it.`)
  const packets = []
  for await (const { type, timestamp, data } of new EncodedPacketSink(track).packets()) {
    packets.push({ type, timestamp: Math.round(timestamp * 1e6), data: Buffer.from(data).toString('base64') })
  }
  const description = config.description === undefined ? null : Buffer.from(config.description as Uint8Array).toString('base64')
  const middles = await page.evaluate(
    async ({ codec, description, packets }) => {
      const bytes = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      const context = new OffscreenCanvas(1, 1).getContext('2d')
      const found: number[] = []
      const decoder = new VideoDecoder({
        output(frame) {
          context?.drawImage(frame, -frame.displayWidth / 2, -frame.displayHeight / 2)
          found.push(context?.getImageData(0, 0, 1, 1).data[0] ?? -1)
          frame.close()
        },
        error: () => found.push(NaN),
      })
      decoder.configure({ codec, ...(description === null ? {} : { description: bytes(description) }) })
      for (const { data, ...packet } of packets) decoder.decode(new EncodedVideoChunk({ ...packet, data: bytes(data) }))
      await decoder.flush()
      return found
    },
    { codec: config.codec, description, packets },
  )
  const [width, height, duration] = [config.codedWidth ?? 0, config.codedHeight ?? 0, await input.computeDuration()]
  return { width, height, duration, middles }
}
