export const runColourCount = 8

const storageKey = 'run-colours'

type Assignment = Record<string, number>

function stored(storage: Pick<Storage, 'getItem'>): Assignment {
  try {
    const value: unknown = JSON.parse(storage.getItem(storageKey) ?? '{}')
    if (typeof value !== 'object' || value === null) return {}
    return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, number] => typeof entry[1] === 'number'))
  } catch {
    return {}
  }
}

/**
 * Gives each run one of the palette's colours (tokens.css, `--run-0` and on) and remembers it: a run keeps its colour for
 * good, and a new one gets the colour that the fewest of the present runs have.
 */
export class RunColours {
  #assignment: Assignment

  constructor(private readonly storage: Pick<Storage, 'getItem' | 'setItem'>) {
    this.#assignment = stored(storage)
  }

  /** Assigns colours to the runs that have none yet, and forgets those of runs that are gone. */
  settle(experimentIds: readonly string[]): void {
    const next: Assignment = {}
    const uses = new Array<number>(runColourCount).fill(0)
    const take = (id: string, colour: number) => {
      next[id] = colour
      uses[colour] = (uses[colour] ?? 0) + 1
    }
    const known = (id: string) => this.#assignment[id] !== undefined
    for (const id of experimentIds.filter(known)) take(id, (this.#assignment[id] ?? 0) % runColourCount)
    for (const id of experimentIds.filter((id) => !known(id))) take(id, uses.indexOf(Math.min(...uses)))
    this.#assignment = next
    this.storage.setItem(storageKey, JSON.stringify(next))
  }

  /** The CSS custom property of a run's colour. */
  property(experimentId: string): string {
    return `--run-${this.#assignment[experimentId] ?? 0}`
  }
}
