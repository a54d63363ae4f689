/** Letters that Unicode does not take apart into a Latin letter and its marks. */
const transliterations: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i' }

const longest = 40
/** Names that Windows keeps for devices. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/

/**
 * An id made from a name, for folders and command lines: lower-case letters, digits and hyphens. Where that is taken, a
 * number is added.
 */
export function datasetIdFor(name: string, isTaken: (id: string) => boolean): string {
  const slug = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{ASCII}]/gu, (character) => transliterations[character] ?? (/\p{Mark}/u.test(character) ? '' : '-'))
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '')
  const base = slug === '' || reserved.test(slug) ? `dataset${slug === '' ? '' : `-${slug}`}` : slug
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`
    if (!isTaken(id)) return id
  }
}
