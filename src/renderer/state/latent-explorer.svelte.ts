import type {
  EncodedImages,
  GreyImageSet,
  TestDigit,
  TestImages,
} from '../../shared/contract/inference.ts'
import type { SnapshotFigures } from '../../shared/experiment/snapshot.ts'
import { interpolation, linear, spherical } from '../../shared/maths/interpolation.ts'
import { codeAt, coordinates, ellipseOf, pointOf, type PlanePoint } from '../../shared/maths/latent-plane.ts'
import { noMarks, type ScatterMarks } from '../charts/latent/marks.ts'
import type { Client } from './client.ts'
import { DrawingPad } from './drawing-pad.svelte.ts'
import { LatentMap } from './latent-map.svelte.ts'
import { Latest } from './latest.svelte.ts'

/** Codes on the way between two points, both ends included. */
export const interpolationSteps = 11

/** The pad's until a snapshot says what images there are. */
const square = { width: 1, height: 1 }

interface AtEpoch {
  epoch: number
}

/** What the strip at the foot of the page is about. */
export type InspectorTab = 'inspect' | 'line' | 'reconstructions' | 'draw'

/**
 * What one asks of a run's latent space: a point to decode, a test digit, a line between two points, a drawing. Every answer
 * is the decoder's or the encoder's of the epoch in view; when the timeline moves, all of it is asked again.
 */
export class LatentExplorer {
  readonly map: LatentMap
  readonly pad = new DrawingPad(() => this.figures() ?? square)
  tab = $state<InspectorTab>('inspect')
  /** The code that is decoded. */
  cursor = $state.raw<Float32Array | null>(null)
  digitIndex = $state.raw<number | null>(null)
  line = $state.raw<{ from: Float32Array; to: Float32Array } | null>(null)
  hoveredIndex = $state.raw<number | null>(null)
  drawing = $state.raw<Uint8Array | null>(null)
  /** Draws the samples of the test digit. */
  #seed = 1

  readonly decoded: Latest<AtEpoch & { codes: Float32Array }, GreyImageSet>
  readonly digit: Latest<AtEpoch & { index: number; seed: number }, TestDigit>
  readonly strip: Latest<AtEpoch & { codes: Float32Array }, GreyImageSet>
  readonly encoded: Latest<AtEpoch & { images: Uint8Array }, EncodedImages>
  readonly hovered: Latest<number, TestImages & { index: number }>

  constructor(
    readonly experimentId: string,
    private readonly client: Client,
    private readonly figures: () => SnapshotFigures | null,
  ) {
    this.map = new LatentMap(figures)
    this.decoded = new Latest((wish) => client.request('inference:decode', { experimentId, ...wish }))
    this.digit = new Latest((wish) => client.request('inference:test-digit', { experimentId, ...wish }))
    this.strip = new Latest((wish) => client.request('inference:decode', { experimentId, ...wish }))
    this.encoded = new Latest((wish) => client.request('inference:encode', { experimentId, ...wish }))
    this.hovered = new Latest(async (index) => ({
      index,
      ...(await client.request('inference:test-images', { experimentId, indices: [index] })),
    }))
  }

  /** Straight and spherical codes between the ends of the line, [2 · steps, latentDim]. */
  readonly pathCodes = $derived.by(() => {
    if (this.line === null) return null
    const { from, to } = this.line
    return [linear, spherical].map((path) => interpolation(path, from, to, interpolationSteps))
  })

  readonly marks: ScatterMarks = $derived.by(() => {
    const { plane, points, contours, bands } = this.map
    const pointAt = (index: number | null): PlanePoint | null =>
      index === null ? null : { x: points[2 * index] ?? 0, y: points[2 * index + 1] ?? 0 }
    const digit = this.digitIndex === null ? null : this.digit.answer
    // With one dimension the digit is in the row of its label.
    const inRow = (point: PlanePoint) => ({ ...point, y: bands?.get(digit?.label ?? -1) ?? point.y })
    return {
      ...noMarks,
      flat: bands !== null,
      prior: contours ? pointOf(plane, new Float32Array(plane.origin.length)) : null,
      hovered: pointAt(this.hoveredIndex),
      cursor: this.cursor === null ? null : pointOf(plane, this.cursor),
      paths: this.pathCodes?.map((codes) => pairs(coordinates(plane, codes))) ?? [],
      drawn: this.encoded.answer === null ? null : pointOf(plane, this.encoded.answer.means),
      distribution:
        digit === null
          ? null
          : {
              mean: inRow(pointOf(plane, digit.means)),
              ellipse: ellipseOf(plane, digit.deviations),
              samples: pairs(coordinates(plane, digit.samples)).map(inRow),
            },
    }
  })

  /** Starts the process and has it read the weights, before the first click. */
  warm(epoch: number): void {
    // Whether it can answer shows itself with the first question.
    this.client.request('inference:warm', { experimentId: this.experimentId, epoch }).catch(() => undefined)
  }

  /** Decodes a point of the plane. */
  probe(point: PlanePoint): void {
    this.cursor = codeAt(this.map.plane, point)
    this.#ask()
  }

  hover(index: number | null): void {
    this.hoveredIndex = index
    if (index !== null) this.hovered.ask(index)
  }

  pick(index: number): void {
    this.digitIndex = index
    this.tab = 'inspect'
    this.#askDigit()
  }

  unpick(): void {
    this.digitIndex = null
    this.digit.clear()
  }

  readonly hasMarks = $derived(
    this.cursor !== null || this.digitIndex !== null || this.line !== null || this.pad.strokes.length > 0,
  )

  /** Takes all marks out of the plane. */
  clear(): void {
    this.cursor = null
    this.decoded.clear()
    this.unpick()
    this.line = null
    this.strip.clear()
    this.pad.clear()
    this.encode(null)
  }

  /** Other samples of the same q(z | x). */
  resample(): void {
    this.#seed++
    this.#askDigit()
  }

  draw(from: PlanePoint, to: PlanePoint): void {
    const { plane } = this.map
    this.line = { from: codeAt(plane, from), to: codeAt(plane, to) }
    this.tab = 'line'
    this.#askStrip()
  }

  /** Encodes and decodes a drawing; null: there is none any more. */
  encode(image: Uint8Array | null): void {
    this.drawing = image
    if (image === null) this.encoded.clear()
    else this.#askDrawing()
  }

  /** Asks everything anew, for another epoch. */
  refresh(): void {
    this.#ask()
    this.#askDigit()
    this.#askStrip()
    this.#askDrawing()
  }

  #epoch(): number | null {
    return this.figures()?.epoch ?? null
  }

  #ask(): void {
    const epoch = this.#epoch()
    if (epoch !== null && this.cursor !== null) this.decoded.ask({ epoch, codes: this.cursor })
  }

  #askDigit(): void {
    const epoch = this.#epoch()
    if (epoch !== null && this.digitIndex !== null) this.digit.ask({ epoch, index: this.digitIndex, seed: this.#seed })
  }

  #askStrip(): void {
    const epoch = this.#epoch()
    if (epoch === null || this.pathCodes === null) return
    const [straight = new Float32Array(0), sphere = straight] = this.pathCodes
    const codes = new Float32Array(straight.length + sphere.length)
    codes.set(straight)
    codes.set(sphere, straight.length)
    this.strip.ask({ epoch, codes })
  }

  #askDrawing(): void {
    const epoch = this.#epoch()
    if (epoch !== null && this.drawing !== null) this.encoded.ask({ epoch, images: this.drawing })
  }
}

function pairs(values: Float32Array): PlanePoint[] {
  return Array.from({ length: values.length / 2 }, (_, i) => ({ x: values[2 * i] ?? 0, y: values[2 * i + 1] ?? 0 }))
}
