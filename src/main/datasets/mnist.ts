import type { DatasetSummary } from '../../shared/experiment/dataset-summary.ts'

/** MNIST as LeCun, Cortes and Burges published it. Known ahead, so that it can be shown without being read. */
export const mnistSummary: DatasetSummary = {
  id: 'mnist',
  name: 'MNIST',
  source: 'bundled',
  height: 28,
  width: 28,
  trainCount: 60_000,
  testCount: 10_000,
  trainClassCounts: [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949],
  testClassCounts: [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009],
  sha256: 'b2d8f5bf39174ee5ffeefa97e42d673c35432b411bb5d1f74fbbeddae7f1690a',
}
