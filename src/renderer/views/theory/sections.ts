/** The page's chapters, in their order. */
export const sections = [
  { id: 'ring', title: 'A simple map makes a complicated shape' },
  { id: 'bound', title: 'What is maximised: the ELBO' },
  { id: 'kl', title: 'What a code costs: the KL divergence' },
  { id: 'reparametrisation', title: 'The reparametrisation trick' },
  { id: 'aggregate', title: 'All codes together: the aggregate posterior' },
  { id: 'grid', title: 'How to read the manifold' },
] as const

export type SectionId = (typeof sections)[number]['id']

export function titleOf(id: SectionId): string {
  return sections.find((section) => section.id === id)?.title ?? ''
}
