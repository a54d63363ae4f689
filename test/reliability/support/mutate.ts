import type { Random } from '../../../src/shared/maths/random.ts'

const extremes = [0, 1, 0x7f, 0x80, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff]

/**
 * A copy of a file that is not what it was: bytes flipped, numbers set to their extremes, parts cut out, doubled, zeroed or
 * exchanged, the end cut off or grown. Its beginning, where the headers are, is met as often as all the rest.
 */
export function mutated(bytes: Uint8Array, random: Random, headerBytes = 64): Uint8Array {
  let result = Buffer.from(bytes)
  const place = () => random.below(random.below(2) === 0 ? Math.min(headerBytes, Math.max(1, result.length)) : Math.max(1, result.length))
  for (let changes = 1 + random.below(4); changes > 0; changes--) {
    const at = place()
    const length = Math.min(1 + random.below(random.below(2) === 0 ? 8 : 4096), result.length - at)
    const part = result.subarray(at, at + length)
    switch (random.below(9)) {
      case 0:
        if (result.length > 0) result.writeUInt8(result.readUInt8(at) ^ (1 << random.below(8)), at)
        break
      case 1:
        part.fill(random.below(256))
        break
      case 2: {
        const value = extremes[random.below(extremes.length)] ?? 0
        if (at + 4 > result.length) break
        if (random.below(2) === 0) result.writeUInt32BE(value, at)
        else result.writeUInt32LE(value, at)
        break
      }
      case 3:
        result = result.subarray(0, at)
        break
      case 4:
        result = Buffer.concat([result.subarray(0, at), result.subarray(at + length)])
        break
      case 5:
        result = Buffer.concat([result.subarray(0, at), part, result.subarray(at)])
        break
      case 6:
        result = Buffer.concat([result, Buffer.alloc(1 + random.below(64), random.below(256))])
        break
      case 7:
        result.copy(result, place(), at, at + length)
        break
      default:
        for (let index = 0; index < part.length; index++) part[index] = random.below(256)
    }
  }
  return result
}
