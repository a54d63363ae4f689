import {
  coordinates,
  planeOfDimensions,
  planeOfPca,
  type LatentPlane,
  type PlaneChoice,
} from '../../shared/maths/latent-plane.ts'
import { placesInRows, rowMiddle } from '../../shared/maths/label-rows.ts'
import { limitsOf, unseenPoints, type ScatteredPoints, type UnseenPoints } from '../../shared/maths/unseen-points.ts'
import { labelColours, type LabelColourName } from '../../shared/maths/label-colours.ts'
import { dimensionName, type PlaneAxes } from '../../shared/experiment/latent-words.ts'
import type { SnapshotFigures } from '../../shared/experiment/snapshot.ts'
import { PointGrid } from '../charts/latent/point-grid.ts'
import { homeViewport, limitsIn, viewportAround, type Viewport } from '../charts/latent/viewport.ts'

/** The rows of a single dimension's labels fill the height of the tutorial's limits. */
const rowsHalf = homeViewport.half
/** @param place in [0, 1] from the top */
const height = (place: number) => rowsHalf * (1 - 2 * place)

/** How the latent space is looked at: which plane of it, which part, which labels, in which colours. */
export class LatentMap {
  palette = $state<LabelColourName>('coolwarm')
  hidden = $state.raw<ReadonlySet<number>>(new Set())
  density = $state(false)
  contours = $state(true)
  choice = $state.raw<PlaneChoice>({ kind: 'dimensions', x: 0, y: 1 })
  viewport = $state.raw<Viewport>(homeViewport)

  /** @param figures of the epoch in view */
  constructor(private readonly figures: () => SnapshotFigures | null) {}

  readonly latentDim = $derived.by(() => this.figures()?.latentDim ?? 2)

  readonly #pca = $derived.by(() => {
    const figures = this.figures()
    return figures === null || this.choice.kind !== 'pca' ? null : planeOfPca(figures.latents, figures.latentDim)
  })

  readonly plane: LatentPlane = $derived.by(() => {
    if (this.#pca !== null) return this.#pca.plane
    const { x, y } = this.choice.kind === 'dimensions' ? this.choice : { x: 0, y: 1 }
    return planeOfDimensions(this.latentDim, x, y)
  })

  /** x and y of every test image, [n, 2]; with one dimension y is in the row of its label. */
  readonly points = $derived.by(() => {
    const figures = this.figures()
    if (figures === null) return new Float32Array(0)
    const points = coordinates(this.plane, figures.latents)
    if (figures.latentDim === 1) for (const [i, place] of placesInRows(figures.labels, this.labels).entries()) points[2 * i + 1] = height(place)
    return points
  })

  /** The middle of each label's row if one dimension is all there is: rows are below each other, over the height of ±5. */
  readonly bands: ReadonlyMap<number, number> | null = $derived.by(() => {
    const { labels } = this
    if (this.latentDim !== 1) return null
    return new Map(labels.map((label, rank) => [label, height(rowMiddle(rank, labels.length))]))
  })

  readonly grid = $derived(new PointGrid(this.points))

  /** Labels that occur, ascending. */
  readonly labels = $derived.by(() => {
    const figures = this.figures()
    return figures === null ? [] : [...new Set(figures.labels)].sort((a, b) => a - b)
  })

  /** Of all labels of the data set, also of those that no test image has: the same as everywhere else. */
  readonly colours = $derived.by(() => labelColours(this.palette, this.figures()?.classes ?? []))

  /** What the axes are called. */
  readonly axes: PlaneAxes = $derived.by(() => {
    if (this.#pca !== null) {
      const [x, y] = this.#pca.shares.map((share) => `${Math.round(100 * share)} %`)
      return { x: `PC 1 (${x ?? ''})`, y: `PC 2 (${y ?? ''})` }
    }
    const { x, y } = this.choice.kind === 'dimensions' ? this.choice : { x: 0, y: 1 }
    return { x: dimensionName(x), y: this.latentDim > 1 ? dimensionName(y) : '' }
  })

  /** What the dimensions that the plane does not span are held at in it. */
  readonly heldAt = $derived.by(() => (this.choice.kind === 'pca' ? 'the mean' : '0'))

  /** Those of the labels that are shown. */
  readonly #shown: ScatteredPoints = $derived.by(() => {
    const { points, hidden } = this
    const labels = this.figures()?.labels ?? new Uint8Array(0)
    const indices = Uint32Array.from(labels.keys()).filter((index) => !hidden.has(labels[index] ?? 0))
    return {
      count: indices.length,
      x: (index) => points[2 * (indices[index] ?? 0)] ?? NaN,
      y: (index) => points[2 * (indices[index] ?? 0) + 1] ?? NaN,
      label: (index) => labels[indices[index] ?? 0] ?? 0,
    }
  })

  /** How many points of the labels that are shown are not in the part of the plane in view. */
  readonly unseen: UnseenPoints = $derived.by(() => unseenPoints(this.#shown, limitsIn(this.viewport)))

  /** Shows the part of the plane that has all points of the labels that are shown. */
  showAll(): void {
    const limits = limitsOf([this.#shown])
    // The rows of a single dimension all have their place within ±5.
    this.viewport = viewportAround(this.bands === null ? limits : { ...limits, y: [-rowsHalf, rowsHalf] })
  }

  isShown(index: number): boolean {
    return !this.hidden.has(this.figures()?.labels[index] ?? 0)
  }

  toggle(label: number): void {
    const hidden = new Set(this.hidden)
    if (!hidden.delete(label)) hidden.add(label)
    this.hidden = hidden
  }

  /** Shows one label alone or, if it is alone already, all of them. */
  isolate(label: number): void {
    const others = this.labels.filter((each) => each !== label)
    const alone = !this.hidden.has(label) && others.every((each) => this.hidden.has(each))
    this.hidden = alone ? new Set() : new Set(others)
  }

  choose(choice: PlaneChoice): void {
    this.choice = choice
    this.viewport = homeViewport
  }
}
