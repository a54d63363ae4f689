import { inverseNormalCdf } from '../../shared/maths/inverse-normal-cdf.ts'
import type { LabelledImages } from '../datasets/dataset.ts'
import type { Snapshot } from '../store/records.ts'

const manifoldSide = 20
const shown = 10
const pixels = 784

/**
 * Figures as a VAE's on MNIST look, made of the test set itself: each label has its place in the plane, which becomes
 * clear as `progress` goes from 0 to 1; the manifold shows the image that lies nearest.
 * @param test MNIST's test set
 */
export function demoFigures(test: LabelledImages, epoch: number, progress: number, noise: () => number): Snapshot {
  const count = test.labels.length
  const latents = new Float32Array(2 * count)
  const normal = () => inverseNormalCdf(Math.min(1 - 1e-6, Math.max(1e-6, noise())))
  for (let i = 0; i < count; i++) {
    const angle = ((test.labels[i] ?? 0) / 10) * 2 * Math.PI
    const reach = 1.6 * progress
    latents[2 * i] = reach * Math.cos(angle) + 0.5 * normal()
    latents[2 * i + 1] = reach * Math.sin(angle) + 0.5 * normal()
  }
  const originals = test.images.slice(0, shown * pixels)
  return {
    epoch,
    originals,
    reconstructions: originals.map((value, i) => soften(originals, value, i, progress)),
    manifold: manifoldOf(test, latents),
    ...{ manifoldSide, latents, latentDim: 2, weights: null },
  }
}

/** The mean of a pixel and its neighbours in its row, the sharper the further the run has come. */
function soften(images: Uint8Array, value: number, index: number, progress: number): number {
  const mean = (value + (images[index - 1] ?? 0) + (images[index + 1] ?? 0)) / 3
  return Math.round(mean + (value - mean) * progress * 0.8)
}

function manifoldOf({ images, labels }: LabelledImages, latents: Float32Array): Uint8Array {
  const manifold = new Uint8Array(manifoldSide ** 2 * pixels)
  const axis = Array.from({ length: manifoldSide }, (_, i) => inverseNormalCdf(0.05 + (0.9 * i) / (manifoldSide - 1)))
  // A tenth of the images is dense enough, and ten times as fast to search.
  const candidates = Math.floor(labels.length / 10)
  for (const [row, y] of axis.entries()) {
    for (const [column, x] of axis.entries()) {
      let nearest = 0
      let least = Infinity
      for (let i = 0; i < candidates; i++) {
        const distance = ((latents[2 * i] ?? 0) - x) ** 2 + ((latents[2 * i + 1] ?? 0) - y) ** 2
        if (distance < least) [nearest, least] = [i, distance]
      }
      manifold.set(images.subarray(nearest * pixels, (nearest + 1) * pixels), (row * manifoldSide + column) * pixels)
    }
  }
  return manifold
}
