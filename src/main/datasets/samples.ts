import type { DatasetSamples } from '../../shared/contract/datasets.ts'
import type { Dataset } from './dataset.ts'

export interface SampleChoice {
  /** Only images of this label; null for all. */
  label: number | null
  count: number
}

/** The first `count` training images, of one label only where one is given. */
export function samplesOf({ height, width, train }: Dataset, { label, count }: SampleChoice): DatasetSamples {
  const pixels = height * width
  const chosen: number[] = []
  for (let i = 0; i < train.labels.length && chosen.length < count; i++) {
    if (label === null || train.labels[i] === label) chosen.push(i)
  }
  const images = new Uint8Array(chosen.length * pixels)
  const labels = new Uint8Array(chosen.length)
  for (const [position, index] of chosen.entries()) {
    images.set(train.images.subarray(index * pixels, (index + 1) * pixels), position * pixels)
    labels[position] = train.labels[index] ?? 0
  }
  return { height, width, images, labels }
}
