import type { Licence } from '../../shared/contract/app.ts'

/** Those in whose name or licence every word occurs. */
export function filterLicences(list: readonly Licence[], text: string): Licence[] {
  const words = text.toLowerCase().split(/\s+/)
  return list.filter(({ name, licence }) => {
    const line = `${name} ${licence}`.toLowerCase()
    return words.every((word) => line.includes(word))
  })
}
