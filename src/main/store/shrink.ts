import { toWorkbenchError } from '../../shared/errors.ts'
import type { Connection } from './connection.ts'

/** At the beginning, for a disk that is full: each page that is given back is room for the next ones. */
const fewPages = 8
const manyPages = 500

/** Gives what deleted experiments left free inside the file, and the log, back to the file system; in steps, for the disk may be full. */
export class Shrinking {
  private pages = fewPages

  constructor(private readonly connection: Connection) {}

  /** @returns whether there is more to give back, and room to do so */
  step(): boolean {
    const before = this.freePages
    if (before === 0) {
      this.connection.truncateLog()
      return false
    }
    try {
      this.connection.execute(`PRAGMA incremental_vacuum(${this.pages})`)
      this.pages = Math.min(manyPages, this.pages * 2)
    } catch (thrown) {
      if (toWorkbenchError(thrown).code !== 'disk-full') throw thrown
      // Not before: copying the log takes room, unless the pages in it that are free have been given back.
      const freed = this.connection.truncateLog()
      if (this.pages === 1 && !freed) return false
      this.pages = Math.ceil(this.pages / 4)
      return true
    }
    return this.freePages < before
  }

  /** All at once. @returns bytes that stay free inside the file, for there was no room to move what lies behind them */
  finish(): number {
    while (this.step());
    this.connection.truncateLog()
    return this.freePages * Number(this.connection.pragma('page_size'))
  }

  private get freePages(): number {
    return Number(this.connection.pragma('freelist_count'))
  }
}
