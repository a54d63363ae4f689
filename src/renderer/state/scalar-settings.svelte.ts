import { z } from 'zod'
import { horizontalAxes } from '../charts/scalar-axes.ts'
import { lossUnits, scalarCardIds, type ScalarCardId } from './scalar-cards.ts'

/** Beyond this the average moves so slowly that the slider would do nothing but hide the data. */
export const mostSmoothing = 0.999

const card = z.enum(scalarCardIds)

/** Anything that does not fit falls back by itself: what an older or a newer version has stored must not break the page. */
const schema = z.object({
  smoothing: z.number().min(0).max(mostSmoothing).catch(0),
  axis: z.enum(horizontalAxes).catch('epoch'),
  logarithmicX: z.boolean().catch(false),
  logarithmicY: z.boolean().catch(false),
  ignoreOutliers: z.boolean().catch(true),
  unit: z.enum(lossUnits).catch('loss'),
  /** Id of the published curve that is laid over the losses. */
  reference: z.string().nullable().catch(null),
  /** In the order in which they were pinned. */
  pinned: z.array(card).catch([]),
  /** Cards that show their table. */
  tables: z.array(card).catch([]),
  /** What the page Compare draws. */
  compared: card.catch('val-loss'),
  differencesOnly: z.boolean().catch(false),
})

export type ScalarSettingsValues = z.infer<typeof schema>

const storageKey = 'scalars'

/** How the pages Scalars and Compare show what they show; remembered from one start to the next. */
export class ScalarSettings {
  values = $state.raw<ScalarSettingsValues>(schema.parse({}))

  constructor(private readonly storage: Pick<Storage, 'getItem' | 'setItem'>) {
    this.values = read(storage)
  }

  change(change: Partial<ScalarSettingsValues>): void {
    this.values = { ...this.values, ...change }
    this.storage.setItem(storageKey, JSON.stringify(this.values))
  }

  /** Pins a card, or lets it go back to its place. */
  togglePin(id: ScalarCardId): void {
    this.change({ pinned: toggled(this.values.pinned, id) })
  }

  /** Shows a card's table instead of its chart, or the chart again. */
  toggleTable(id: ScalarCardId): void {
    this.change({ tables: toggled(this.values.tables, id) })
  }
}

function toggled<T>(list: readonly T[], item: T): T[] {
  return list.includes(item) ? list.filter((other) => other !== item) : [...list, item]
}

function read(storage: Pick<Storage, 'getItem'>): ScalarSettingsValues {
  try {
    return schema.parse(JSON.parse(storage.getItem(storageKey) ?? '{}'))
  } catch {
    return schema.parse({})
  }
}
