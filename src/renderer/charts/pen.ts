/** What a figure is drawn with: onto a canvas, or into an SVG document. Lengths in CSS pixels. */
export interface Pen {
  rectangle(box: { left: number; top: number; width: number; height: number }, fill: string): void
  line(points: readonly [number, number][], style: LineStyle): void
  text(text: string, at: { left: number; top: number }, style: TextStyle): void
  /** Draws what `draw` draws within a box only. */
  clipped(box: { left: number; top: number; width: number; height: number }, draw: () => void): void
}

export interface LineStyle {
  colour: string
  width: number
  dashed?: boolean
  /** In [0, 1]. */
  opacity?: number
}

export interface TextStyle {
  colour: string
  size: number
  weight?: number
  align?: 'left' | 'center' | 'right'
  /** Reads upwards. */
  upright?: boolean
}

const family = '"Inter Variable", Inter, system-ui, sans-serif'
const dashes = [5, 3]

let measuring: CanvasRenderingContext2D | null = null

/** CSS pixels that a text takes in a line; 0 where there is no canvas to measure it. */
export function textWidth(text: string, { size, weight = 400 }: Pick<TextStyle, 'size' | 'weight'>): number {
  measuring ??= document.createElement('canvas').getContext('2d')
  if (measuring === null) return 0
  measuring.font = `${weight} ${size}px ${family}`
  return measuring.measureText(text).width
}

/** Draws onto a canvas. */
export function canvasPen(context: CanvasRenderingContext2D): Pen {
  const kept = (draw: () => void) => {
    context.save()
    draw()
    context.restore()
  }
  return {
    rectangle: ({ left, top, width, height }, fill) =>
      kept(() => {
        context.fillStyle = fill
        context.fillRect(left, top, width, height)
      }),
    line: (points, { colour, width, dashed = false, opacity = 1 }) =>
      kept(() => {
        context.strokeStyle = colour
        context.lineWidth = width
        context.lineJoin = 'round'
        context.globalAlpha = opacity
        context.setLineDash(dashed ? dashes : [])
        context.beginPath()
        for (const [index, [x, y]] of points.entries()) {
          if (index === 0) context.moveTo(x, y)
          else context.lineTo(x, y)
        }
        context.stroke()
      }),
    text: (text, { left, top }, { colour, size, weight = 400, align = 'left', upright = false }) =>
      kept(() => {
        context.font = `${weight} ${size}px ${family}`
        context.fillStyle = colour
        context.textAlign = align
        context.textBaseline = 'middle'
        context.translate(left, top)
        if (upright) context.rotate(-Math.PI / 2)
        context.fillText(text, 0, 0)
      }),
    clipped: ({ left, top, width, height }, draw) =>
      kept(() => {
        context.beginPath()
        context.rect(left, top, width, height)
        context.clip()
        draw()
      }),
  }
}

const anchors = { left: 'start', center: 'middle', right: 'end' }

/** Writes an SVG document. */
export class SvgPen implements Pen {
  readonly #parts: string[] = []
  #clips = 0

  constructor(
    private readonly width: number,
    private readonly height: number,
    private readonly title: string,
  ) {}

  rectangle({ left, top, width, height }: { left: number; top: number; width: number; height: number }, fill: string): void {
    this.#parts.push(`<rect x="${short(left)}" y="${short(top)}" width="${short(width)}" height="${short(height)}" fill="${escape(fill)}"/>`)
  }

  line(points: readonly [number, number][], { colour, width, dashed = false, opacity = 1 }: LineStyle): void {
    const path = points.map(([x, y]) => `${short(x)},${short(y)}`).join(' ')
    const extras = `${dashed ? ` stroke-dasharray="${dashes.join(' ')}"` : ''}${opacity < 1 ? ` stroke-opacity="${opacity}"` : ''}`
    this.#parts.push(
      `<polyline points="${path}" fill="none" stroke="${escape(colour)}" stroke-width="${width}" stroke-linejoin="round"${extras}/>`,
    )
  }

  text(text: string, { left, top }: { left: number; top: number }, style: TextStyle): void {
    const { colour, size, weight = 400, align = 'left', upright = false } = style
    const turn = upright ? ' rotate(-90)' : ''
    this.#parts.push(
      `<text transform="translate(${short(left)} ${short(top)})${turn}" dy="0.36em" font-size="${size}" font-weight="${weight}" ` +
        `text-anchor="${anchors[align]}" fill="${escape(colour)}">${escape(text)}</text>`,
    )
  }

  clipped({ left, top, width, height }: { left: number; top: number; width: number; height: number }, draw: () => void): void {
    const id = `clip-${this.#clips++}`
    this.#parts.push(
      `<clipPath id="${id}"><rect x="${short(left)}" y="${short(top)}" width="${short(width)}" height="${short(height)}"/></clipPath>`,
      `<g clip-path="url(#${id})">`,
    )
    draw()
    this.#parts.push('</g>')
  }

  document(): string {
    const { width, height } = this
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escape(family)}">`,
      `<title>${escape(this.title)}</title>`,
      ...this.#parts,
      '</svg>',
      '',
    ].join('\n')
  }
}

/** Hundredths of a pixel are enough. */
function short(length: number): string {
  return String(Math.round(length * 100) / 100)
}

function escape(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? '')
}
