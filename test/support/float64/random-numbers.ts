import { typeAttribute } from '../../../src/main/engine/attribute.ts'
import { executeOne } from '../../../src/main/engine/binding.ts'
import { tf } from '../../../src/main/engine/index.ts'

/**
 * The random numbers of one step, straight from TensorFlow's stateless operations: the n-th draw has the step's key, n added
 * to its second word.
 */
export class RandomNumbers {
  private draws = 0

  /** @param key int32 [2] */
  constructor(private readonly key: Int32Array) {}

  /** Standard normal. */
  normal(count: number): Float32Array {
    return this.draw('StatelessRandomNormal', 'float32', count) as Float32Array
  }

  /** One where the n-th 16-bit half of random words, as they lie in memory, is among the upper `keep` · 2¹⁶; else zero. */
  bernoulli(count: number, keep: number): Float64Array {
    const words = this.draw('StatelessRandomUniformFullInt', 'int32', Math.ceil(count / 2))
    const halves = new Uint16Array(words.buffer, words.byteOffset, count)
    return Float64Array.from(halves, (half) => (half >= 2 ** 16 - Math.round(keep * 2 ** 16) ? 1 : 0))
  }

  private draw(op: string, dtype: 'float32' | 'int32', count: number): Float32Array | Int32Array {
    const [first = 0, second = 0] = this.key
    const seed = Int32Array.of(first, second + this.draws++)
    const attributes = [typeAttribute('dtype', dtype), typeAttribute('T', 'int32'), typeAttribute('Tseed', 'int32')]
    return tf.tidy(() => executeOne(op, attributes, [tf.tensor1d([count], 'int32'), tf.tensor1d(seed, 'int32')]).dataSync<'float32' | 'int32'>())
  }
}
