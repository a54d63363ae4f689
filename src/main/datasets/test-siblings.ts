import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

export interface ImageAndLabelPaths {
  images: string
  labels: string
}

/** The test files that lie beside MNIST-like training files: `t10k-…` for `train-…`, gzip or not. null if not both do. */
export function testSiblings({ images, labels }: ImageAndLabelPaths): ImageAndLabelPaths | null {
  const testImages = sibling(images)
  const testLabels = sibling(labels)
  return testImages === null || testLabels === null ? null : { images: testImages, labels: testLabels }
}

function sibling(path: string): string | null {
  const name = basename(path)
  if (!name.startsWith('train-')) return null
  const testName = name.replace(/^train-/, 't10k-')
  const otherForm = testName.endsWith('.gz') ? testName.slice(0, -'.gz'.length) : `${testName}.gz`
  const found = [testName, otherForm].find((each) => existsSync(join(dirname(path), each)))
  return found === undefined ? null : join(dirname(path), found)
}
