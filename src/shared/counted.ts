interface Wording {
  /** The noun of any other number, where it is not the noun with an s. */
  many?: string
  /** How the number is written. */
  write?: (count: number) => string
}

/** A number of things: “1 epoch”, “0 epochs”, “12 epochs”. */
export function counted(count: number, one: string, { many = `${one}s`, write = String }: Wording = {}): string {
  return `${write(count)} ${count === 1 ? one : many}`
}
