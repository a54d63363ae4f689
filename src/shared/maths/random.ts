/** A source of random numbers that is wholly determined by its seed words. */
export interface Random {
  /** Uniform in [0, 2³²). */
  uint32(): number
  /** Uniform in [0, bound), without the bias of a modulo; `bound` is a whole number in [1, 2³²]. */
  below(bound: number): number
}

const rotateLeft = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits))

/** One round of a 32-bit mixer (MurmurHash3's finalizer): every input bit reaches every output bit. */
function mix(word: number): number {
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35)
  return word ^ (word >>> 16)
}

/**
 * xoshiro128** (Blackman & Vigna, arXiv 1805.01407), its 128 bits of state filled from the seed words by a mixer, so
 * that neighbouring seeds, such as those of two epochs, give unrelated streams. Not for secrets.
 *
 * @param words whole numbers of at most 32 bits; their order matters
 */
export function createRandom(...words: number[]): Random {
  let hash = words.length
  for (const word of words) hash = mix(Math.imul(hash, 0x9e3779b1) + word)
  const fill = (): number => mix((hash = (hash + 0x9e3779b9) | 0))
  let a = fill()
  let b = fill()
  let c = fill()
  // The one state that would stay as it is forever is all zeros.
  let d = fill() | 1

  const uint32 = (): number => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotateLeft(d, 11)
    return result
  }

  const below = (bound: number): number => {
    const unbiased = 2 ** 32 - (2 ** 32 % bound)
    let word = uint32()
    while (word >= unbiased) word = uint32()
    return word % bound
  }

  return { uint32, below }
}
