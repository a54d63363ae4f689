import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { encodeGreyPng } from '../../../src/main/export/png.ts'

describe('encodeGreyPng', () => {
  it('makes a PNG in which every grey is exact', async () => {
    const width = 37
    const height = 11
    const pixels = Uint8Array.from({ length: width * height }, (_, index) => (index * 7) % 256)
    const image = await loadImage(Buffer.from(encodeGreyPng({ pixels, width, height })))
    expect([image.width, image.height]).toEqual([width, height])
    const context = createCanvas(width, height).getContext('2d')
    context.drawImage(image, 0, 0)
    const { data } = context.getImageData(0, 0, width, height)
    expect(Array.from(pixels, (_, index) => data[4 * index + 1])).toEqual([...pixels])
  })
})
