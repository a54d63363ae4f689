import { sizeOf } from '../dtype.ts'
import { leastElements, partBounds } from '../parts.ts'
import { tf } from '../tensorflow.ts'

/**
 * A sum over the rows of a batch, taken part by part, by the same parts in which a graph computes a batch. Gradients are
 * such sums, and some of their terms nearly cancel: taken in another order, their rounding is another one, which
 * optimisers that divide by the gradient's own size (RMSprop, Adam) make into other weights.
 * @param batches float32 [n, …], of the same n
 * @param term the sum over the rows that it is given
 */
export function sumOverRows<const Batches extends readonly tf.Tensor[]>(
  batches: Batches,
  term: (...parts: { [Index in keyof Batches]: tf.Tensor }) => tf.Tensor,
): tf.Tensor {
  const rows = batches[0]?.shape[0] ?? 0
  const ofParts = (part: (batch: tf.Tensor) => tf.Tensor) => term(...(batches.map(part) as { [Index in keyof Batches]: tf.Tensor }))
  if (rows < 2 || Math.max(...batches.map(({ shape }) => sizeOf(shape))) < leastElements) return ofParts((batch) => batch)
  return tf.addN(partBounds(rows).map(([start, count]) => ofParts((batch) => rowsOf(batch, start, count))))
}

function rowsOf(batch: tf.Tensor, start: number, count: number): tf.Tensor {
  const [, ...row] = batch.shape
  return tf.slice(batch, [start, ...row.map(() => 0)], [count, ...row])
}
