import { canEncodeVideo } from 'mediabunny'
import type { VideoFormat } from '../../shared/contract/exports.ts'

/** Codecs in the order of how widely they can be played in such a file. */
const codecs = {
  mp4: ['avc', 'av1', 'vp9'],
  webm: ['vp9', 'vp8', 'av1'],
} as const satisfies Record<VideoFormat, readonly string[]>

export type VideoCodecName = (typeof codecs)[VideoFormat][number]

/** What this runtime can encode at that size: it depends on how Electron was built. null: it cannot make such files. */
export async function codecFor(format: VideoFormat, size: { width: number; height: number }): Promise<VideoCodecName | null> {
  for (const codec of codecs[format]) if (await canEncodeVideo(codec, even(size))) return codec
  return null
}

/** Codecs take pictures of even size: a last row or column of the margin is left out. */
export function even({ width, height }: { width: number; height: number }): { width: number; height: number } {
  return { width: width - (width % 2), height: height - (height % 2) }
}
