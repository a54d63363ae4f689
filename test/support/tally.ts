import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Whether the long versions of the reliability tests run, as under `npm run test:reliability`. */
export const isLong = process.env.RELIABILITY === 'long'

/** Where everything random in these tests begins. The long versions print theirs; `--seed` repeats them. */
export const seed = Number(process.env.RELIABILITY_SEED ?? 1)

export interface TallyOptions {
  /** What is tried, for a person: “Training killed”. */
  title: string
  /** What is counted, in the plural: “kills”. */
  unit: string
  /** How many under `npm test`, and how many under `npm run test:reliability`. */
  short: number
  long: number
}

/** One row of the table that `npm run test:reliability` prints: how often something was tried, and what it cost. */
export class Tally {
  /** How many are to be tried in this run. */
  readonly planned: number
  private tried = 0
  private readonly losses: string[] = []
  private readonly began = performance.now()

  constructor(private readonly options: TallyOptions) {
    this.planned = isLong ? options.long : options.short
  }

  count(more = 1): void {
    this.tried += more
  }

  /** Notes that something was lost, or wrong without a word: what, and how to come there again. */
  lose(what: string): void {
    this.losses.push(what)
  }

  /** To be called once, after the last try. @throws Error that names every loss, or what was not tried */
  finish(): void {
    const { title, unit } = this.options
    const { planned, tried, losses } = this
    const folder = process.env.RELIABILITY_RESULTS
    if (folder !== undefined) {
      const seconds = (performance.now() - this.began) / 1000
      const row = { title, unit, planned, tried, lost: losses.length, seed, seconds }
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, `${title.replaceAll(/[^\w]+/g, '-')}.json`), JSON.stringify(row))
    }
    if (losses.length > 0) throw new Error(`${title}: ${losses.length} lost with seed ${seed}:\n${losses.slice(0, 20).join('\n')}`)
    if (tried < planned) throw new Error(`${title}: only ${tried} of ${planned} ${unit} with seed ${seed}`)
  }
}
