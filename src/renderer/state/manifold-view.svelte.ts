import { manifoldSides, type GreyImageSet } from '../../shared/contract/inference.ts'
import type { SnapshotFigures } from '../../shared/experiment/snapshot.ts'
import { codeAt, type LatentPlane, type PlanePoint } from '../../shared/maths/latent-plane.ts'
import { manifoldAxis, manifoldSide, manifoldTail } from '../../shared/maths/manifold-axis.ts'
import type { Client } from './client.ts'
import type { LatentMap } from './latent-map.svelte.ts'
import { Latest } from './latest.svelte.ts'

/** Probability left out at either end of the axes, from a small part of the plane to nearly all of the prior. */
export const tails = [0.45, 0.4, 0.35, 0.3, 0.25, 0.2, 0.15, 0.1, manifoldTail, 0.02, 0.01, 0.003, 0.001, 1e-4, 1e-5]
export const tutorialZoom = tails.indexOf(manifoldTail)

/** A manifold with the values of z that its columns and rows stand for. */
export interface ManifoldPicture extends GreyImageSet {
  epoch: number
  x: number[]
  y: number[]
}

interface Wish {
  epoch: number
  x: number[]
  y: number[]
  codes: Float32Array
}

/** Which part of the plane the manifold shows, how finely, and the picture of it: stored, or decoded on demand. */
export class ManifoldView {
  side = $state(manifoldSide)
  /** Index into `tails`. */
  zoom = $state(tutorialZoom)
  centre = $state.raw<PlanePoint>({ x: 0, y: 0 })
  readonly #decoded: Latest<Wish, ManifoldPicture>

  constructor(
    experimentId: string,
    client: Client,
    private readonly figures: () => SnapshotFigures | null,
    private readonly map: LatentMap,
  ) {
    this.#decoded = new Latest(async ({ epoch, x, y, codes }) => {
      return { epoch, x, y, ...(await client.request('inference:decode', { experimentId, epoch, codes })) }
    })
  }

  readonly axis = $derived(manifoldAxis(this.side, tails[this.zoom] ?? manifoldTail))
  readonly x = $derived(this.axis.map((value) => value + this.centre.x))
  /** Of a single dimension all rows would be alike: there is one. */
  readonly y = $derived.by(() => (this.map.latentDim === 1 ? [0] : this.axis.map((value) => value + this.centre.y)))

  /** Whether it is the tutorial's figure, which every snapshot has. */
  readonly isStored = $derived.by(() => {
    const { choice } = this.map
    const first = choice.kind === 'dimensions' && choice.x === 0 && choice.y === 1
    return first && this.side === manifoldSide && this.zoom === tutorialZoom && this.centre.x === 0 && this.centre.y === 0
  })

  readonly picture: ManifoldPicture | null = $derived.by(() => {
    const figures = this.figures()
    if (figures === null || !this.isStored) return this.#decoded.answer
    const { epoch, height, width, manifold } = figures
    const { x, y } = this
    return { epoch, height, width, images: manifold.subarray(0, x.length * y.length * height * width), x, y }
  })

  get failure(): string | null {
    return this.isStored ? null : this.#decoded.failure
  }

  /** To be called whenever what it depends on has changed. */
  refresh(): void {
    const figures = this.figures()
    if (figures === null || this.isStored) return
    const { x, y } = this
    this.#decoded.ask({ epoch: figures.epoch, x, y, codes: manifoldCodes(this.map.plane, x, y) })
  }

  /** Shows more (positive) or less of the plane. */
  zoomBy(steps: number): void {
    this.zoom = Math.max(0, Math.min(tails.length - 1, this.zoom + steps))
  }

  setSide(side: number): void {
    this.side = Math.max(manifoldSides.least, Math.min(manifoldSides.most, side))
  }

  /** Moves by parts of its own extent. */
  pan(columns: number, rows: number): void {
    const extent = 2 * (this.axis.at(-1) ?? 1)
    const within = (value: number) => Math.max(-20, Math.min(20, value))
    const y = this.map.latentDim === 1 ? 0 : within(this.centre.y + rows * extent)
    this.centre = { x: within(this.centre.x + columns * extent), y }
  }

  reset(): void {
    this.side = manifoldSide
    this.zoom = tutorialZoom
    this.centre = { x: 0, y: 0 }
  }
}

/** Row i has y[i], growing downwards, column j has x[j]: [rows · columns, latentDim]. */
export function manifoldCodes(plane: LatentPlane, x: readonly number[], y: readonly number[]): Float32Array {
  const width = plane.origin.length
  const codes = new Float32Array(x.length * y.length * width)
  for (const [row, b] of y.entries()) {
    for (const [column, a] of x.entries()) codes.set(codeAt(plane, { x: a, y: b }), (row * x.length + column) * width)
  }
  return codes
}
