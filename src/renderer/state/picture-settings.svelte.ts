import { z } from 'zod'
import { colour, colourOnWhite, type Palette } from './theme.svelte.ts'

/** What pictures are saved on: white, for paper, or what they are shown on. */
export const pictureGrounds = ['white', 'shown'] as const
export type PictureGround = (typeof pictureGrounds)[number]

const storageKey = 'pictures'
const schema = z.object({ ground: z.enum(pictureGrounds).catch('white') })

/** How pictures are saved, the same on every page; remembered from one start to the next. */
export class PictureSettings {
  ground = $state<PictureGround>('white')

  constructor(private readonly storage: Pick<Storage, 'getItem' | 'setItem'>) {
    this.ground = read(storage)
  }

  choose(ground: PictureGround): void {
    this.ground = ground
    this.storage.setItem(storageKey, JSON.stringify({ ground }))
  }

  /** The colours to draw them in. */
  get palette(): Palette {
    return this.ground === 'white' ? colourOnWhite : colour
  }
}

function read(storage: Pick<Storage, 'getItem'>): PictureGround {
  try {
    return schema.parse(JSON.parse(storage.getItem(storageKey) ?? '{}')).ground
  } catch {
    return 'white'
  }
}
