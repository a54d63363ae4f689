import { createRandom } from '../../src/shared/maths/random.ts'
import type { Dataset, LabelledImages } from '../../src/main/datasets/dataset.ts'

/** Small images that a model can learn: of each label a bright row, with noise. */
function labelledImages(count: number, size: number, seed: number): LabelledImages {
  const random = createRandom(seed)
  const images = new Uint8Array(count * size * size)
  const labels = new Uint8Array(count)
  for (let image = 0; image < count; image++) {
    const label = random.below(Math.min(size, 10))
    labels[image] = label
    for (let pixel = 0; pixel < size * size; pixel++) {
      const bright = Math.floor(pixel / size) === label
      images[image * size * size + pixel] = bright ? 200 + random.below(56) : random.below(40)
    }
  }
  return { images, labels }
}

/** A data set that trains in an instant. The counts are no multiples of usual batch sizes. */
export function syntheticDataset({ size = 8, train = 300, test = 110 } = {}): Dataset {
  return {
    id: 'synthetic',
    ...{ height: size, width: size },
    train: labelledImages(train, size, 1),
    test: labelledImages(test, size, 2),
  }
}
