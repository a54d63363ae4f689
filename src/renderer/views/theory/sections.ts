/** The page's chapters, in their order, and what the way to each is called. */
export const sections = [
  { id: 'ring', short: 'Ring', title: 'A simple map makes a complicated shape' },
  { id: 'bound', short: 'ELBO', title: 'What is maximised: the ELBO' },
  { id: 'kl', short: 'KL', title: 'What a code costs: the KL divergence' },
  { id: 'reparametrisation', short: 'Reparametrisation', title: 'The reparametrisation trick' },
  { id: 'aggregate', short: 'Aggregate', title: 'All codes together: the aggregate posterior' },
  { id: 'grid', short: 'Manifold', title: 'How to read the manifold' },
] as const

export type SectionId = (typeof sections)[number]['id']

export function titleOf(id: SectionId): string {
  return sections.find((section) => section.id === id)?.title ?? ''
}

/** Where a chapter begins, in pixels below the top of what is in view. */
export interface ChapterPlace {
  id: SectionId
  top: number
}

/** The chapter that is read: the one that a line a third down the view crosses, and the last one at the page's end. */
export function chapterInView(places: readonly ChapterPlace[], height: number, atEnd: boolean): SectionId | null {
  const last = places.at(-1)
  if (atEnd && last !== undefined) return last.id
  return places.findLast(({ top }) => top <= height / 3)?.id ?? places[0]?.id ?? null
}
