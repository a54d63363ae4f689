import process from 'node:process'

/** What was looked at, and what was seen: a table at the end, a line at once. */
export class Report {
  constructor() {
    /** @type {{ what: string, seen: string, good: boolean }[]} */
    this.rows = []
  }

  /**
   * @param {string} what
   * @param {() => Promise<string>} look says what was seen; throws where it is not as it must be
   */
  async check(what, look) {
    const startedAt = Date.now()
    try {
      this.#add({ what, seen: await look(), good: true }, startedAt)
    } catch (error) {
      this.#add({ what, seen: error instanceof Error ? error.message : String(error), good: false }, startedAt)
    }
  }

  /**
   * The same for what all the rest needs.
   * @param {string} what
   * @param {() => Promise<string>} look
   * @throws Error if it is not as it must be
   */
  async need(what, look) {
    await this.check(what, look)
    if (this.rows.at(-1)?.good !== true) throw new Error(`without that there is nothing more to look at: ${what}`)
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
    return this.rows.filter(({ good }) => !good).length
  }

  table() {
    const width = Math.max(...this.rows.map(({ what }) => what.length))
    return this.rows
      .map(({ what, seen, good }) => `${good ? '✓' : '✗'} ${what.padEnd(width)}  ${seen.trim().split('\n')[0] ?? ''}`)
      .join('\n')
  }

  /** @param {{ what: string, seen: string, good: boolean }} row @param {number} startedAt */
  #add(row, startedAt) {
    this.rows.push(row)
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
    process.stdout.write(`${row.good ? '✓' : '✗'} ${row.what}: ${row.seen.trim()} (${seconds} s)\n`)
  }
}

/** @param {boolean} condition @param {string} otherwise */
export function must(condition, otherwise) {
  if (!condition) throw new Error(otherwise)
}
