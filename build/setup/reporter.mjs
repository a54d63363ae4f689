import process from 'node:process'

const BAR_CELLS = 24
/** A bar for less than this is over before it is read. */
const SPARSE_FROM_BYTES = 16e6
const SPARSE_EVERY = 0.25
const REDRAW_MILLISECONDS = 100
/** While a transfer is shown, the clocks of steps beside it keep quiet. */
const TRANSFER_STAYS_MILLISECONDS = 1000

/**
 * Says what set-up does: one line a finished step; in between, on a terminal, a bar or a clock that is overwritten,
 * and elsewhere a line for each quarter of a long download. Everything goes to stderr, so that a command's own output
 * stays clean.
 */
export class Reporter {
  /** @param {{ stream?: NodeJS.WriteStream | { write(text: string): unknown, isTTY?: boolean, columns?: number } }} [options] */
  constructor({ stream = process.stderr } = {}) {
    this.stream = stream
    this.lastDraw = 0
    this.lastTransfer = 0
    this.drawn = false
    /** @type {Map<string, number>} label → last share said */
    this.said = new Map()
  }

  /** @param {string} text @param {number} [milliseconds] how long the step took */
  done(text, milliseconds) {
    this.#line(`✓ ${text}${milliseconds === undefined ? '' : ` (${seconds(milliseconds)})`}`)
  }

  /** @param {string} text */
  note(text) {
    this.#line(`  ${text}`)
  }

  /** @param {string} text */
  warn(text) {
    this.#line(`! ${text}`)
  }

  /** @param {string} text */
  fail(text) {
    this.#line(`✗ ${text}`)
  }

  /**
   * A transfer under way.
   * @param {string} label
   * @param {number} bytes
   * @param {number | undefined} total
   * @param {number} bytesPerSecond
   */
  transfer(label, bytes, total, bytesPerSecond) {
    if (this.stream.isTTY) {
      this.lastTransfer = Date.now()
      this.#draw(transferLine(label, bytes, total, bytesPerSecond))
    } else if (total !== undefined && total >= SPARSE_FROM_BYTES) {
      const share = Math.floor(bytes / total / SPARSE_EVERY) * SPARSE_EVERY
      if (share > (this.said.get(label) ?? 0) && share < 1) {
        this.said.set(label, share)
        this.#line(`  ${label}: ${Math.round(share * 100)} % of ${megabytes(total)} MB (${megabytes(bytesPerSecond)} MB/s)`)
      }
    }
  }

  /** A step without a measure of its own. @param {string} label @param {number} startedAt */
  working(label, startedAt) {
    if (!this.stream.isTTY || Date.now() - this.lastTransfer < TRANSFER_STAYS_MILLISECONDS) return
    this.#draw(`… ${label} (${seconds(Date.now() - startedAt)})`)
  }

  /** @param {string} text */
  #draw(text) {
    const now = Date.now()
    if (now - this.lastDraw < REDRAW_MILLISECONDS) return
    this.lastDraw = now
    this.drawn = true
    this.stream.write(`\r\x1b[K${text.slice(0, (this.stream.columns ?? 80) - 1)}`)
  }

  /** @param {string} text */
  #line(text) {
    if (this.drawn) this.stream.write('\r\x1b[K')
    this.drawn = false
    this.stream.write(`${text}\n`)
  }
}

/**
 * @param {string} label
 * @param {number} bytes
 * @param {number | undefined} total
 * @param {number} bytesPerSecond
 */
export function transferLine(label, bytes, total, bytesPerSecond) {
  const rate = `${megabytes(bytesPerSecond)} MB/s`
  if (total === undefined) return `… ${label}  ${megabytes(bytes)} MB  ${rate}`
  const filled = Math.round(Math.min(1, bytes / total) * BAR_CELLS)
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_CELLS - filled)
  return `… ${label}  ${bar}  ${megabytes(bytes)} / ${megabytes(total)} MB  ${rate}`
}

/** @param {number} bytes */
function megabytes(bytes) {
  const value = bytes / 1e6
  return value < 10 ? value.toFixed(1) : value.toFixed(0)
}

/** @param {number} milliseconds */
export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`
}
