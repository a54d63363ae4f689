import type { Reconstructions } from '../../shared/contract/inference.ts'
import type { SnapshotFigures } from '../../shared/experiment/snapshot.ts'
import type { Client } from './client.ts'
import { Latest } from './latest.svelte.ts'

export type ReconstructionKind = 'first' | 'sample' | 'worst'

/** As many as the tutorial shows. */
export const tutorialCount = 10
export const counts = [10, 20, 30]

export interface ReconstructionPicture {
  epoch: number
  /** Which images these are: until an answer is there, those asked for before. */
  kind: ReconstructionKind
  height: number
  width: number
  originals: Uint8Array
  reconstructions: Uint8Array
  /** Nats of each image, [n]; null for stored ones, whose losses nobody computed. */
  losses: Float32Array | null
  labels: Uint8Array
  /** Places in the test set. */
  indices: readonly number[]
}

/** Which test images are shown over their reconstructions, and both. */
export class ReconstructionsView {
  kind = $state<ReconstructionKind>('first')
  count = $state(tutorialCount)
  inverted = $state(false)
  seed = $state(1)
  readonly #asked: Latest<{ epoch: number; kind: ReconstructionKind; count: number; seed: number }, ReconstructionPicture>

  constructor(
    experimentId: string,
    client: Client,
    private readonly figures: () => SnapshotFigures | null,
  ) {
    this.#asked = new Latest(async ({ epoch, kind, count, seed }) => {
      const choice = kind === 'sample' ? { kind, seed } : { kind }
      const answer = await client.request('inference:reconstructions', { experimentId, epoch, choice, count })
      return pictureOf(epoch, kind, answer)
    })
  }

  /** Whether every snapshot has them: the tutorial's ten. */
  readonly isStored = $derived(this.kind === 'first' && this.count <= tutorialCount)

  readonly picture: ReconstructionPicture | null = $derived.by(() => {
    const figures = this.figures()
    return figures !== null && this.isStored ? storedPicture(figures) : this.#asked.answer
  })

  get failure(): string | null {
    return this.isStored ? null : this.#asked.failure
  }

  get busy(): boolean {
    return !this.isStored && this.#asked.busy
  }

  refresh(): void {
    const epoch = this.figures()?.epoch
    if (epoch === undefined || this.isStored) return
    this.#asked.ask({ epoch, kind: this.kind, count: this.count, seed: this.seed })
  }

  choose(kind: ReconstructionKind): void {
    this.kind = kind
  }

  anotherSample(): void {
    this.kind = 'sample'
    this.seed++
  }
}

function storedPicture({ epoch, height, width, originals, reconstructions, labels }: SnapshotFigures): ReconstructionPicture {
  const size = Math.min(tutorialCount, originals.length / (height * width)) * height * width
  return {
    ...{ epoch, kind: 'first', height, width, losses: null },
    originals: originals.subarray(0, size),
    reconstructions: reconstructions.subarray(0, size),
    labels: labels.slice(0, size / (height * width)),
    indices: Array.from({ length: size / (height * width) }, (_, i) => i),
  }
}

function pictureOf(
  epoch: number,
  kind: ReconstructionKind,
  { height, width, originals, images, losses, labels, indices }: Reconstructions,
): ReconstructionPicture {
  return { epoch, kind, height, width, originals, reconstructions: images, losses, labels, indices }
}
