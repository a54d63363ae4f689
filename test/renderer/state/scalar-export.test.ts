import { describe, expect, it } from 'vitest'
import { SvgPen } from '../../../src/renderer/charts/pen.ts'
import { horizontalAxis, verticalAxis } from '../../../src/renderer/charts/scalar-axes.ts'
import { drawScalarFigure, figureSize } from '../../../src/renderer/charts/scalar-figure.ts'
import { scalarCard } from '../../../src/renderer/state/scalar-cards.ts'
import { scalarsAsCsv, scalarsAsJson } from '../../../src/renderer/state/scalar-export.ts'
import { scalarLines } from '../../../src/renderer/state/scalar-lines.ts'
import { scalarRun } from '../support/scalar-run.ts'

const values = [1, 0.5, ...Array.from({ length: 18 }, () => 0.25)]
const run = scalarRun({ valLoss: values }, { name: 'A, "B"' })
const table = (smoothing: number) => ({
  ...{ metric: 'val-loss', unit: 'loss', axis: 'epoch' as const, smoothing },
  lines: scalarLines(scalarCard('val-loss'), [run], { smoothing, axis: 'epoch', unit: 'loss' }),
})

describe('the values of a card', () => {
  it('are a CSV with all points, the smoothed beside the raw', () => {
    const rows = scalarsAsCsv(table(0.6)).split('\n')
    expect(rows.slice(0, 3)).toEqual([
      'run,experiment,series,epoch,value (loss),smoothed 0.6',
      '"A, ""B""",run1,val_loss,0,1,1',
      '"A, ""B""",run1,val_loss,1,0.5,0.6875',
    ])
    expect([rows.length, rows.at(-1)]).toEqual([22, ''])
    expect(scalarsAsCsv(table(0)).split('\n')[0]).toBe('run,experiment,series,epoch,value (loss)')
  })

  it('cannot run as a formula in a spreadsheet', () => {
    const lines = table(0).lines.map((line) => ({ ...line, name: '=HYPERLINK("x")' }))
    expect(scalarsAsCsv({ ...table(0), lines }).split('\n')[1]).toContain(`"'=HYPERLINK(""x"")"`)
  })

  it('are a JSON of columns', () => {
    expect(JSON.parse(scalarsAsJson(table(0.6)))).toMatchObject({
      ...{ metric: 'val-loss', smoothing: 0.6 },
      curves: [{ run: 'A, "B"', experiment: 'run1', series: 'val_loss', value: values }],
    })
  })
})

describe('the drawing of a card', () => {
  it('is an SVG with title, axes, legend and every line', () => {
    const range = { min: 0, max: 1 }
    const figure = {
      ...{ title: 'Validation <loss>', lines: table(0.6).lines },
      x: horizontalAxis('epoch', 'linear', range),
      y: verticalAxis('nats per image', 'linear', range),
      colours: { ground: '#fff', text: '#000', grid: '#ddd' },
      colour: () => '#2166cf',
    }
    const { width, height } = figureSize(figure)
    const pen = new SvgPen(width, height, figure.title)
    drawScalarFigure(pen, figure)
    const document = new DOMParser().parseFromString(pen.document(), 'image/svg+xml')
    const texts = [...document.querySelectorAll('text')].map(({ textContent }) => textContent)
    expect(texts).toEqual(expect.arrayContaining(['Validation <loss>', 'Epoch', 'nats per image', 'A, "B" · val_loss', '0.6']))
    const coloured = [...document.querySelectorAll('polyline')].filter((line) => line.getAttribute('stroke') === '#2166cf')
    // Raw, smoothed, and the legend's.
    expect(coloured).toHaveLength(3)
    expect(coloured.every((line) => line.getAttribute('stroke-dasharray') === '5 3')).toBe(true)
  })
})
