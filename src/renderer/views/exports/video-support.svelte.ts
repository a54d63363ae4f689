import type { VideoFormat } from '../../../shared/contract/exports.ts'
import { videoFormats } from '../../../shared/contract/exports.ts'

/** The size that is asked about: the tutorial's. */
const size = { width: 800, height: 800 }

/** The video files that this runtime can encode; none until that is known. */
export function usableVideoFormats(): { readonly list: readonly VideoFormat[] } {
  let list = $state.raw<readonly VideoFormat[]>([])
  void import('../../video/formats.ts').then(async ({ codecFor }) => {
    const codecs = await Promise.all(videoFormats.map((format) => codecFor(format, size)))
    list = videoFormats.filter((_, index) => codecs[index] !== null)
  })
  return {
    get list() {
      return list
    },
  }
}
