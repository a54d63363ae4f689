import { describe, expect, it } from 'vitest'
import { decodeSafetensors, encodeSafetensors } from '../../../src/main/store/safetensors.ts'
import type { TensorBundle } from '../../../src/main/store/records.ts'
import { refusal } from '../../support/refusal.ts'

/** Written by hand after the format's description: a uint64 of 8 + 8·k bytes of JSON, then the numbers. */
const header =
  '{"__metadata__":{"by":"hand"},"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},' +
  '"b":{"dtype":"I32","shape":[],"data_offsets":[8,12]}}'
const numbers = [0x00, 0x00, 0x80, 0x3f, 0x00, 0x00, 0x20, 0xc0, 0xfe, 0xff, 0xff, 0xff]
const tensors: TensorBundle = {
  a: { dtype: 'float32', shape: [1, 2], data: Float32Array.of(1, -2.5) },
  b: { dtype: 'int32', shape: [], data: Int32Array.of(-2) },
}

function file(json: string, data: readonly number[], headerLength = json.length): Uint8Array {
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(headerLength))
  return Buffer.concat([length, Buffer.from(json), Buffer.from(data)])
}

function tensor(dtype: string, shape: unknown, offsets: unknown): string {
  return JSON.stringify({ t: { dtype, shape, data_offsets: offsets } })
}

/** As many of them as one likes, none with any data. */
function manyTensors(count: number): string {
  const empty = { dtype: 'F32', shape: [0], data_offsets: [0, 0] }
  return JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, index) => [index, empty])))
}

describe('safetensors', () => {
  it('reads a file written by hand', () => {
    expect(decodeSafetensors(file(header, numbers))).toEqual({ tensors, metadata: { by: 'hand' } })
  })

  it('writes what was written by hand, its header filled up with spaces to a multiple of eight', () => {
    const padded = header.padEnd(Math.ceil(header.length / 8) * 8)
    expect(Buffer.from(encodeSafetensors(tensors, { by: 'hand' }))).toEqual(file(padded, numbers))
  })

  it('gives every bit back, of names, shapes and numbers', () => {
    const bundle: TensorBundle = {
      'größe/核': { dtype: 'float32', shape: [2, 1, 2], data: Float32Array.of(NaN, -0, Infinity, 1.401298464324817e-45) },
      empty: { dtype: 'float32', shape: [0, 3], data: new Float32Array() },
      'part of an array': { dtype: 'int32', shape: [2], data: Int32Array.of(1, 2, 3, 4).subarray(1, 3) },
    }
    const bytes = encodeSafetensors(bundle)
    // Begins where no number of four bytes may.
    const shifted = Buffer.concat([Buffer.of(0), bytes]).subarray(1)
    expect(decodeSafetensors(shifted)).toEqual({ tensors: bundle, metadata: {} })
    expect(Object.is((decodeSafetensors(shifted).tensors['größe/核']?.data ?? [])[1], -0)).toBe(true)
  })

  it('reads as many tensors as are allowed', () => {
    expect(Object.keys(decodeSafetensors(file(manyTensors(4096), [])).tensors)).toHaveLength(4096)
  })

  it('refuses to write a tensor that is not what it says', () => {
    const data = Float32Array.of(1, 2)
    expect(() => encodeSafetensors({ a: { dtype: 'float32', shape: [3], data } })).toThrow('[3]')
    expect(() => encodeSafetensors({ a: { dtype: 'int32', shape: [2], data } })).toThrow('int32')
    expect(() => encodeSafetensors({ __metadata__: { dtype: 'float32', shape: [2], data } })).toThrow('__metadata__')
  })

  it.each([
    ['nothing', new Uint8Array()],
    ['less than a length', Uint8Array.of(1, 0, 0)],
    ['a header longer than the file', file(header, numbers, header.length + 13)],
    ['a header of 2⁶⁴ − 1 bytes', Buffer.alloc(64, 0xff)],
    ['no JSON', file('{"a":', [])],
    ['JSON that is no object', file('7', [1])],
    ['bytes that are no UTF-8', Buffer.concat([file('', [], 2), Buffer.of(0xc3, 0x28)])],
    ['another dtype', file(tensor('F64', [1], [0, 8]), [0, 0, 0, 0, 0, 0, 0, 0])],
    ['a shape below zero', file(tensor('F32', [-1], [0, 4]), [0, 0, 0, 0])],
    ['a shape beyond its data', file(tensor('F32', [2 ** 40], [0, 4]), [0, 0, 0, 0])],
    ['offsets beyond the file', file(tensor('F32', [2], [0, 8]), [0, 0, 0, 0])],
    ['offsets the wrong way round', file(tensor('F32', [1], [4, 0]), [0, 0, 0, 0])],
    ['a gap', file(tensor('F32', [1], [4, 8]), [0, 0, 0, 0, 0, 0, 0, 0])],
    ['an overlap', file(header.replaceAll('8,12', '4,8'), numbers.slice(0, 8))],
    ['bytes left over', file(header, [...numbers, 0])],
    ['bytes missing', file(header, numbers.slice(1))],
    ['a header longer than any that is written', file(header.padEnd(2 ** 20 + 1), numbers)],
    ['more tensors than a model can have', file(manyTensors(4097), [])],
    ['metadata that is no text', file('{"__metadata__":{"a":1}}', [])],
  ])('refuses %s', (_, bytes) => {
    expect(() => decodeSafetensors(bytes)).toThrow(refusal('checkpoint-corrupt'))
  })
})
