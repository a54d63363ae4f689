import { randomKey } from '../engine/index.ts'

/** Uniform numbers in [0, 1), 32 bits each: Chris Doty-Humphrey's sfc32 (PractRand), seeded by a hash. */
function uniformGenerator(seed: number, name: string): () => number {
  let [a = 0, b = 0] = randomKey(seed, ...Array.from(name, (letter) => letter.charCodeAt(0)))
  let c = seed | 0
  let counter = 1
  const next = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 2 ** 32
  }
  for (let warmUp = 0; warmUp < 12; warmUp++) next()
  return next
}

/**
 * Glorot and Bengio's uniform initialisation (“Understanding the difficulty of training deep feedforward neural networks”,
 * 2010): within ±√(6 / (fan in + fan out)). A pure function of the seed and the weight's name.
 * @returns [inputs, units], row-major
 */
export function glorotUniform(inputs: number, units: number, seed: number, name: string): Float32Array {
  const limit = Math.sqrt(6 / (inputs + units))
  const uniform = uniformGenerator(seed, name)
  return Float32Array.from({ length: inputs * units }, () => (uniform() * 2 - 1) * limit)
}
