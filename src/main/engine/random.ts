import { tf } from './tensorflow.ts'
import { executeOne, typeAttribute } from './binding.ts'

/**
 * Random numbers that are a function of a key and of nothing else (Salmon et al., “Parallel random numbers: as easy as
 * 1, 2, 3”, 2011; TensorFlow's stateless operations with Philox). Each draw of a step has a site of its own: the draws
 * are numbered in the order in which the step makes them.
 */
export class RandomStream {
  private site = 0

  /** @param key int32 [2], another one for every step (`randomKey`) */
  constructor(private readonly key: tf.Tensor) {}

  /** Uniform in [0, 1), float32 of `shape`. */
  uniform(shape: readonly number[]): tf.Tensor {
    return this.draw('StatelessRandomUniform', shape)
  }

  /** Standard normal, float32 of `shape`. */
  normal(shape: readonly number[]): tf.Tensor {
    return this.draw('StatelessRandomNormal', shape)
  }

  private draw(op: string, shape: readonly number[]): tf.Tensor {
    const attributes = [typeAttribute('dtype', 'float32'), typeAttribute('T', 'int32'), typeAttribute('Tseed', 'int32')]
    const seed = tf.add(this.key, tf.tensor1d([0, this.site++], 'int32'))
    return executeOne(op, attributes, [tf.tensor1d([...shape], 'int32'), seed])
  }
}

/** One round of MurmurHash3's 32-bit mixing (Appleby, public domain). */
function mix(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51)
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
  const h = hash ^ k
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0
}

function finish(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/**
 * The key of a step: 64 bits hashed from integers such as an experiment's seed, the purpose and the number of the step.
 * @returns int32 [2]
 */
export function randomKey(...words: readonly number[]): Int32Array {
  const hash = (start: number) => finish(words.reduce(mix, start) ^ words.length)
  return Int32Array.of(hash(0x9747b28c), hash(0x3c6ef372))
}
