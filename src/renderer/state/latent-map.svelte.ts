import {
  coordinates,
  planeOfDimensions,
  planeOfPca,
  type LatentPlane,
  type PlaneChoice,
} from '../../shared/maths/latent-plane.ts'
import { labelColours, type LabelColourName } from '../../shared/maths/label-colours.ts'
import { dimensionName } from '../../shared/experiment/latent-words.ts'
import type { SnapshotFigures } from '../../shared/experiment/snapshot.ts'
import { PointGrid } from '../charts/latent/point-grid.ts'
import { homeViewport, type Viewport } from '../charts/latent/viewport.ts'

/** Of the part of ±5 over which the labels of a single dimension are spread. */
const bandsHalf = 4.5

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

  readonly #pca = $derived.by(() => {
    const figures = this.figures()
    return figures === null || this.choice.kind !== 'pca' ? null : planeOfPca(figures.latents, figures.latentDim)
  })

  readonly plane: LatentPlane = $derived.by(() => {
    if (this.#pca !== null) return this.#pca.plane
    const { x, y } = this.choice.kind === 'dimensions' ? this.choice : { x: 0, y: 1 }
    return planeOfDimensions(this.figures()?.latentDim ?? 2, x, y)
  })

  /** x and y of every test image, [n, 2]; with one dimension y tells the label. */
  readonly points = $derived.by(() => {
    const figures = this.figures()
    if (figures === null) return new Float32Array(0)
    const points = coordinates(this.plane, figures.latents)
    const { bands } = this
    if (bands !== null) for (const [i, label] of figures.labels.entries()) points[2 * i + 1] = bands.get(label) ?? 0
    return points
  })

  /** Where each label's points lie upwards if one dimension is all there is: below each other, not on top. */
  readonly bands: ReadonlyMap<number, number> | null = $derived.by(() => {
    const { labels } = this
    if (this.figures()?.latentDim !== 1) return null
    const distance = (2 * bandsHalf) / Math.max(1, labels.length - 1)
    return new Map(labels.map((label, rank) => [label, bandsHalf - rank * distance]))
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
  readonly axes: { x: string; y: string } = $derived.by(() => {
    if (this.#pca !== null) {
      const [x, y] = this.#pca.shares.map((share) => `${Math.round(100 * share)} %`)
      return { x: `PC 1 (${x ?? ''})`, y: `PC 2 (${y ?? ''})` }
    }
    const { x, y } = this.choice.kind === 'dimensions' ? this.choice : { x: 0, y: 1 }
    return { x: dimensionName(x), y: (this.figures()?.latentDim ?? 2) > 1 ? dimensionName(y) : '' }
  })

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
