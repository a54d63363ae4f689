/** As many characters as the contract allows. */
const longest = 120

/** A name with something behind it, cut where it would be too long. */
export function withSuffix(name: string, suffix: string): string {
  return `${name.slice(0, longest - suffix.length)}${suffix}`
}
