import { createCanvas } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import type { DigitColourName } from '../../../../src/shared/maths/digit-colours.ts'
import { ReconstructionsFigure, shortestRow } from '../../../../src/main/export/figures/reconstructions.ts'

const flat = (levels: number[]) => Uint8Array.from(levels.flatMap((level) => Array<number>(784).fill(level)))

function draw(rows: Uint8Array[], colourMap: DigitColourName = 'Greys_r') {
  const columns = shortestRow(rows, 784)
  const shape = { rows: rows.length, columns, height: 28, width: 28 }
  const figure = new ReconstructionsFigure(shape, 1, colourMap)
  const context = createCanvas(figure.width, figure.height).getContext('2d')
  figure.draw(context, { epoch: 3, rows })
  const at = (row: number, column: number) => {
    const [x, y] = [16 + column * 112 + 56, figure.height - 16 - (rows.length - row) * 112 + 56]
    return [...context.getImageData(x, y, 1, 1).data.subarray(0, 3)]
  }
  return { figure, columns, at }
}

describe('ReconstructionsFigure', () => {
  it('shows one row of digits below the other, as many as the shortest has', () => {
    const { columns, at } = draw([flat([0, 255, 0]), flat([255, 0])])
    expect(columns).toBe(2)
    expect([at(0, 0), at(0, 1), at(1, 0), at(1, 1)]).toEqual([[0, 0, 0], [255, 255, 255], [255, 255, 255], [0, 0, 0]])
  })

  it('shows ten at most', () => {
    expect(draw([flat(Array<number>(12).fill(0))]).columns).toBe(10)
  })

  it('can invert', () => {
    const { at } = draw([flat([0, 255])], 'Greys')
    expect([at(0, 0), at(0, 1)]).toEqual([[255, 255, 255], [0, 0, 0]])
  })

  it('magnifies small and keeps large images by whole pixels', () => {
    expect(new ReconstructionsFigure({ rows: 2, columns: 10, height: 28, width: 28 }).width).toBe(32 + 1120)
    expect(new ReconstructionsFigure({ rows: 2, columns: 10, height: 128, width: 128 }).width).toBe(32 + 1280)
  })
})
