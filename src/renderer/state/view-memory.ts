import { z } from 'zod'

const key = 'view'
const mostRecent = 10

const viewSchema = z.object({
  page: z.string(),
  experimentId: z.string().nullable(),
  /** 0-based epoch that the timeline stands at; null: at its end. */
  epoch: z.number().int().nullable(),
  /** The runs looked at, the latest first. */
  recent: z.array(z.string()),
})

/** What the window shows, as far as it is restored on the next start. */
export type View = z.output<typeof viewSchema>

export function readView(storage: Pick<Storage, 'getItem'>): View | null {
  try {
    const parsed = viewSchema.safeParse(JSON.parse(storage.getItem(key) ?? 'null'))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

export function writeView(storage: Pick<Storage, 'setItem'>, view: View): void {
  storage.setItem(key, JSON.stringify(view))
}

/** Puts a run in front of those looked at. */
export function withRecent(recent: readonly string[], experimentId: string): string[] {
  return [experimentId, ...recent.filter((id) => id !== experimentId)].slice(0, mostRecent)
}
