import { Mp4OutputFormat, Output, Quality, StreamTarget, VideoSample, VideoSampleSource, WebMOutputFormat } from 'mediabunny'
import type { Frame, VideoFormat } from '../../shared/contract/exports.ts'
import { even, type VideoCodecName } from './formats.ts'

/** Bytes that are handed over at once. */
const pieceBytes = 2 ** 20
/** Seconds between two frames that can be jumped to. */
const keyFrameInterval = 1

export interface VideoOptions {
  format: VideoFormat
  codec: VideoCodecName
  /** Milliseconds a frame. */
  interval: number
}

export interface VideoSink {
  /** Takes bytes that belong at `position`; the encoder waits for it. */
  write(position: number, data: Uint8Array): Promise<void>
  /** So many frames are encoded. Throws to end it. */
  encoded(frames: number): Promise<void>
}

/** Encodes frames, all of one size, into a file that is handed over piece by piece. */
export async function encodeVideo(
  frames: AsyncIterable<Frame>,
  { format, codec, interval }: VideoOptions,
  sink: VideoSink,
): Promise<void> {
  const writable = new WritableStream<{ data: Uint8Array; position: number }>({
    write: ({ data, position }) => sink.write(position, data),
  })
  const output = new Output({
    format: format === 'mp4' ? new Mp4OutputFormat() : new WebMOutputFormat(),
    target: new StreamTarget(writable, { chunked: true, chunkSize: pieceBytes }),
  })
  const source = new VideoSampleSource({ codec, quality: new Quality('very-high'), keyFrameInterval })
  output.addVideoTrack(source, { frameRate: 1000 / interval })
  try {
    await output.start()
    let count = 0
    for await (const frame of frames) {
      const sample = sampleOf(frame, (count * interval) / 1000, interval / 1000)
      try {
        await source.add(sample)
      } finally {
        sample.close()
      }
      await sink.encoded(++count)
    }
    await output.finalize()
  } catch (thrown) {
    await output.cancel().catch(() => undefined)
    throw thrown
  }
}

/** @param timestamp in seconds */
function sampleOf(frame: Frame, timestamp: number, duration: number): VideoSample {
  const { width: codedWidth, height: codedHeight } = frame
  const microseconds = 1e6
  return new VideoSample(
    new VideoFrame(frame.rgba, {
      ...{ format: 'RGBX', codedWidth, codedHeight, visibleRect: { x: 0, y: 0, ...even(frame) } },
      ...{ timestamp: Math.round(timestamp * microseconds), duration: Math.round(duration * microseconds) },
    }),
  )
}
