import { createRandom } from './random.ts'

/**
 * The order in which an epoch meets the training images: a pure function of its arguments, so that a resumed run meets
 * them in the order it would have met them anyway. Fisher–Yates in Durstenfeld's form (Algorithm 235).
 *
 * @param count how many images, [0, 2³¹)
 * @param seed of the experiment
 * @param epoch 0-based
 * @returns a permutation of 0 … count − 1
 */
export function shuffledIndices(count: number, seed: number, epoch: number): Int32Array {
  const indices = new Int32Array(count)
  const random = createRandom(seed, epoch)
  for (let last = 0; last < count; last++) {
    const place = random.below(last + 1)
    indices[last] = indices[place] ?? last
    indices[place] = last
  }
  return indices
}
