import process from 'node:process'

/** @typedef {'seen' | 'left out' | 'failed'} Outcome */

const MARKS = { seen: '✓', 'left out': '–', failed: '✗' }

/** What could not be looked at here: no failure, and nothing that was seen either. */
export class LeftOut {
  /** @param {string} reason */
  constructor(reason) {
    this.reason = reason
  }
}

/** What was looked at, and what was seen: a table at the end, a line at once. */
export class Report {
  constructor() {
    /** @type {{ what: string, seen: string, outcome: Outcome }[]} */
    this.rows = []
  }

  /**
   * @param {string} what
   * @param {() => Promise<string | LeftOut>} look says what was seen; throws where it is not as it must be
   */
  async check(what, look) {
    const startedAt = Date.now()
    try {
      const seen = await look()
      if (seen instanceof LeftOut) this.#add({ what, seen: `left out: ${seen.reason}`, outcome: 'left out' }, startedAt)
      else this.#add({ what, seen, outcome: 'seen' }, startedAt)
    } catch (error) {
      this.#add({ what, seen: error instanceof Error ? error.message : String(error), outcome: 'failed' }, startedAt)
    }
  }

  /**
   * The same for what all the rest needs.
   * @param {string} what
   * @param {() => Promise<string | LeftOut>} look
   * @throws Error if it is not as it must be
   */
  async need(what, look) {
    await this.check(what, look)
    if (this.rows.at(-1)?.outcome !== 'seen') throw new Error(`without that there is nothing more to look at: ${what}`)
  }

  /**
   * Looks at everything. Whatever keeps it from that is a failure, too: what was not looked at was not seen to work.
   * @param {() => Promise<void>} look
   */
  async all(look) {
    const before = this.failures
    try {
      await look()
    } catch (error) {
      if (this.failures > before) process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
      else await this.check('looking at all', () => Promise.reject(error))
    }
  }

  get failures() {
    return this.#count('failed')
  }

  /** Such as `9 seen, 1 left out, 0 failed`. */
  summary() {
    const leftOut = this.#count('left out')
    return [`${this.#count('seen')} seen`, ...(leftOut > 0 ? [`${leftOut} left out`] : []), `${this.failures} failed`].join(', ')
  }

  table() {
    const width = Math.max(...this.rows.map(({ what }) => what.length))
    return this.rows
      .map(({ what, seen, outcome }) => `${MARKS[outcome]} ${what.padEnd(width)}  ${seen.trim().split('\n')[0] ?? ''}`)
      .join('\n')
  }

  /** @param {Outcome} outcome */
  #count(outcome) {
    return this.rows.filter((row) => row.outcome === outcome).length
  }

  /** @param {{ what: string, seen: string, outcome: Outcome }} row @param {number} startedAt */
  #add(row, startedAt) {
    this.rows.push(row)
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
    process.stdout.write(`${MARKS[row.outcome]} ${row.what}: ${row.seen.trim()} (${seconds} s)\n`)
  }
}

/** @param {boolean} condition @param {string} otherwise */
export function must(condition, otherwise) {
  if (!condition) throw new Error(otherwise)
}
