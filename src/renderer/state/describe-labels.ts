import type { SnapshotFigures } from '../../shared/experiment/snapshot.ts'

/** Where the latent means of some test images lie. */
export interface LabelSummary {
  /** null: all images. */
  label: number | null
  count: number
  /** [latentDim] */
  mean: number[]
  /** Standard deviation over the images, not of q(z | x), [latentDim]. */
  deviation: number[]
}

/** The scatter in numbers: a row for each label that occurs, ascending, and one for all images. */
export function summariseLabels({ latents, labels, latentDim }: Pick<SnapshotFigures, 'latents' | 'labels' | 'latentDim'>): LabelSummary[] {
  const all = Uint32Array.from(labels, (_, index) => index)
  const present = [...new Set(labels)].sort((a, b) => a - b)
  const summary = (label: number | null, indices: Uint32Array): LabelSummary => {
    const mean = Array.from({ length: latentDim }, (_, d) => average(indices, (i) => latents[i * latentDim + d] ?? 0))
    const deviation = mean.map((middle, d) =>
      Math.sqrt(average(indices, (i) => ((latents[i * latentDim + d] ?? 0) - middle) ** 2)),
    )
    return { label, count: indices.length, mean, deviation }
  }
  return [...present.map((label) => summary(label, all.filter((index) => labels[index] === label))), summary(null, all)]
}

function average(indices: Uint32Array, value: (index: number) => number): number {
  let sum = 0
  for (const index of indices) sum += value(index)
  return indices.length === 0 ? 0 : sum / indices.length
}
