import { setImmediate } from 'node:timers/promises'
import type { InferenceRequestOf, Reconstructions } from '../../shared/contract/inference.ts'
import { WorkbenchError } from '../../shared/errors.ts'
import { createRandom } from '../../shared/maths/random.ts'
import { portionSize } from '../models/portions.ts'
import { pick } from './images.ts'
import type { InferenceLibrary } from './library.ts'
import { RecentlyUsed } from './recently-used.ts'
import { portionRange, runPortion, type PortionResult } from './test-losses.ts'

type Request = InferenceRequestOf<'inference:reconstructions'>

/** Losses of whole test sets that are remembered: 40 kB each for MNIST. */
const rankingsKept = 64

/**
 * Test images through the whole model. The noise of an image is a function of the experiment's seed, the epoch and its place:
 * an image looks the same however it came to be chosen, and the first ones as in the stored snapshot.
 */
export class TestSetReconstructions {
  private readonly rankings = new RecentlyUsed<{ losses: Float32Array | null }>(rankingsKept)
  /** Counts the searches for the worst; only the newest goes on. */
  private searches = 0

  constructor(private readonly library: InferenceLibrary) {}

  async of({ experimentId, epoch, choice, count }: Request): Promise<Reconstructions> {
    const { height, width, images, labels } = this.library.testSet(experimentId)
    const shown = Math.min(count, labels.length)
    const indices =
      choice.kind === 'first'
        ? Array.from({ length: shown }, (_, i) => i)
        : choice.kind === 'sample'
          ? sample(labels.length, shown, choice.seed)
          : worst(await this.losses(experimentId, epoch), shown)
    const pixels = height * width
    const portions = new Map<number, PortionResult>()
    for (const portion of new Set(indices.map((index) => Math.floor(index / portionSize)))) {
      if (portions.size > 0) await setImmediate()
      portions.set(portion, runPortion(this.library.model(experimentId, epoch), images, epoch, portion))
    }
    const places = indices.map((index) => ({ result: portions.get(Math.floor(index / portionSize)), row: index % portionSize }))
    const reconstructed = new Uint8Array(indices.length * pixels)
    for (const [place, { result, row }] of places.entries()) {
      if (result !== undefined) reconstructed.set(result.reconstructions.subarray(row * pixels, (row + 1) * pixels), place * pixels)
    }
    return {
      ...{ height, width, indices },
      labels: Uint8Array.from(indices, (index) => labels[index] ?? 0),
      originals: pick(images, pixels, indices),
      images: reconstructed,
      losses: Float32Array.from(places, ({ result, row }) => result?.losses[row] ?? NaN),
    }
  }

  /** Loss of every test image, in nats. @throws WorkbenchError `cancelled` once a newer search has begun */
  private async losses(experimentId: string, epoch: number): Promise<Float32Array> {
    const kept = this.rankings.get(`${experimentId} ${epoch}`, () => ({ losses: null }))
    if (kept.losses !== null) return kept.losses
    const search = ++this.searches
    const { images, labels } = this.library.testSet(experimentId)
    const losses = new Float32Array(labels.length)
    for (let portion = 0; portion * portionSize < labels.length; portion++) {
      const { start } = portionRange(portion, labels.length)
      losses.set(runPortion(this.library.model(experimentId, epoch), images, epoch, portion).losses, start)
      await setImmediate()
      if (search !== this.searches) throw new WorkbenchError('cancelled', 'A newer request has taken its place.')
    }
    kept.losses = losses
    return losses
  }
}

/** `count` different places out of `total`. */
function sample(total: number, count: number, seed: number): number[] {
  const random = createRandom(seed)
  const chosen = new Set<number>()
  while (chosen.size < count) chosen.add(random.below(total))
  return [...chosen]
}

/** Places of the greatest losses, the greatest first. */
function worst(losses: Float32Array, count: number): number[] {
  const places = Array.from(losses, (_, index) => index)
  return places.sort((a, b) => (losses[b] ?? 0) - (losses[a] ?? 0)).slice(0, count)
}
