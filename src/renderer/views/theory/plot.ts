import { linspace } from '../../../shared/maths/linspace.ts'

export interface PlotRange {
  x: readonly [least: number, most: number]
  y: readonly [least: number, most: number]
}

/** Maps numbers to the places of a picture, x growing to the right and y upwards. */
export class Plot {
  constructor(
    readonly range: PlotRange,
    readonly width: number,
    readonly height: number,
  ) {}

  x(value: number): number {
    const [least, most] = this.range.x
    return ((value - least) / (most - least)) * this.width
  }

  y(value: number): number {
    const [least, most] = this.range.y
    return (1 - (value - least) / (most - least)) * this.height
  }

  /** The number at a place, clamped to the range. @param share of the width from the left, in [0, 1] */
  valueAt(share: number): number {
    const [least, most] = this.range.x
    return least + Math.max(0, Math.min(1, share)) * (most - least)
  }

  /** An SVG path along a function. */
  curve(f: (x: number) => number, points = 240): string {
    const [least, most] = this.range.x
    return linspace(least, most, points)
      .map((x, index) => `${index === 0 ? 'M' : 'L'}${this.x(x).toFixed(2)} ${this.y(f(x)).toFixed(2)}`)
      .join('')
  }

  /** The same, closed along the foot of the picture. */
  area(f: (x: number) => number, points = 240): string {
    return `${this.curve(f, points)}L${this.width} ${this.y(0)}L0 ${this.y(0)}Z`
  }
}
