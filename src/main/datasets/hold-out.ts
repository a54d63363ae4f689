import type { DatasetFiles, LabelledFiles } from './dataset-files.ts'
import { encodeIdxHeader, invalid, type IdxKind } from './idx-header.ts'
import type { IdxFile } from './idx-file.ts'

/** The last tenth of the images becomes the test set, at least one image. */
export function holdOutLastTenth({ images, labels }: LabelledFiles): DatasetFiles {
  const { count } = images.header
  if (count < 2) throw invalid(images.path, 'has a single image, and none is left to test with', 'Choose a file with more.')
  const first = count - Math.max(1, Math.floor(count / 10))
  const part = (from: number, to: number): LabelledFiles => ({
    images: slice(images, 'images', from, to),
    labels: slice(labels, 'labels', from, to),
  })
  return { train: part(0, first), test: part(first, count) }
}

/** The IDX file that has the images or labels from `from` up to, but without, `to`. */
function slice({ path, header, values }: IdxFile, kind: IdxKind, from: number, to: number): IdxFile {
  const size = kind === 'images' ? header.height * header.width : 1
  const part = { ...header, count: to - from }
  const start = encodeIdxHeader(part, kind)
  const bytes = new Uint8Array(start.length + part.count * size)
  bytes.set(start)
  bytes.set(values.subarray(from * size, to * size), start.length)
  return { path, header: part, bytes, values: bytes.subarray(start.length) }
}
