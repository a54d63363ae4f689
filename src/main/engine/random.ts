import { tf } from './tensorflow.ts'
import { typeAttribute } from './attribute.ts'
import { executeNative, executeOne, nativeBackend, nativeId } from './binding.ts'
import { sizeOf } from './dtype.ts'

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

  /**
   * One with probability `probability`, else zero, float32 of `shape`.
   * Each element takes 16 random bits, half of what a uniform number takes; see `roundProbability`.
   */
  bernoulli(shape: readonly number[], probability: number): tf.Tensor {
    const size = sizeOf(shape)
    const words = this.draw('StatelessRandomUniformFullInt', [Math.ceil(size / 2)], 'int32')
    const threshold = tf.scalar(2 ** 16 - roundProbability(probability) * 2 ** 16, 'int32')
    return tf.reshape(compareHalves(words, size, threshold), [...shape])
  }

  private draw(op: string, shape: readonly number[], dtype: 'float32' | 'int32' = 'float32'): tf.Tensor {
    const attributes = [typeAttribute('dtype', dtype), typeAttribute('T', 'int32'), typeAttribute('Tseed', 'int32')]
    const seed = tf.add(this.key, tf.tensor1d([0, this.site++], 'int32'))
    return executeOne(op, attributes, [tf.tensor1d([...shape], 'int32'), seed])
  }
}

/** The probability that `bernoulli` draws with: the nearest multiple of 2⁻¹⁶ strictly between 0 and 1. */
export function roundProbability(probability: number): number {
  return Math.min(Math.max(Math.round(probability * 2 ** 16), 1), 2 ** 16 - 1) / 2 ** 16
}

/**
 * Whether each of the first `size` 16-bit halves of `words` reaches `threshold`, as 1 or 0.
 * tfjs knows no 16-bit tensors, so these go by the numbers of native ones.
 */
function compareHalves(words: tf.Tensor, size: number, threshold: tf.Tensor): tf.Tensor {
  const shape = (sizes: number[]) => nativeId(tf.tensor1d(sizes, 'int32'))
  const half = typeAttribute('T', 'uint16')
  const halves = executeNative('Bitcast', [typeAttribute('T', 'int32'), typeAttribute('type', 'uint16')], [nativeId(words)])
  const flat = executeNative('Reshape', [half, typeAttribute('Tshape', 'int32')], [halves.id, shape([-1])])
  const wanted = executeNative('Slice', [half, typeAttribute('Index', 'int32')], [flat.id, shape([0]), shape([size])])
  const least = executeNative('Cast', [typeAttribute('SrcT', 'int32'), typeAttribute('DstT', 'uint16')], [nativeId(threshold)])
  const reached = executeNative('GreaterEqual', [half], [wanted.id, least.id])
  const result = executeNative('Cast', [typeAttribute('SrcT', 'bool'), typeAttribute('DstT', 'float32')], [reached.id])
  const backend = nativeBackend()
  for (const { id } of [halves, flat, wanted, least, reached]) backend.binding.deleteTensor(id)
  return backend.createOutputTensor(result)
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
