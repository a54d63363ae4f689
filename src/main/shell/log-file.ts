import { appendFileSync, existsSync, readFileSync, renameSync, statSync } from 'node:fs'
import { z } from 'zod'
import type { LogEntry } from '../../shared/contract/app.ts'
import { printableJson, printableLines } from '../../shared/plain-text.ts'

/** Then a new file begins; one older one is kept. */
const largestBytes = 1_000_000
const mostEntries = 2000

const lineSchema = z.object({ time: z.number(), level: z.enum(['info', 'warning', 'error']), message: z.string() })

/** What happened, one JSON object a line. Writing it never fails anything else: a full disk loses the log, not the work. */
export class LogFile {
  #cutOff: boolean

  /** @param path of the file; `.1` behind it is the one before */
  constructor(
    readonly path: string,
    private readonly now: () => number = Date.now,
  ) {
    // So may a crash have done.
    this.#cutOff = existsSync(path)
  }

  write(level: LogEntry['level'], message: string): void {
    try {
      this.#rotate()
      // What a full disk has cut off must not take this line with it.
      const before = this.#cutOff ? '\n' : ''
      appendFileSync(this.path, `${before}${printableJson({ time: this.now(), level, message } satisfies LogEntry)}\n`)
      this.#cutOff = false
    } catch {
      // There is nowhere left to say so.
      this.#cutOff = true
    }
  }

  /** The newest entries, the oldest first. Lines that are none, as a crash leaves them, are passed over. */
  read(): LogEntry[] {
    return [`${this.path}.1`, this.path].flatMap((path) => entriesOf(path)).slice(-mostEntries)
  }

  #rotate(): void {
    const size = statSync(this.path, { throwIfNoEntry: false })?.size ?? 0
    if (size >= largestBytes) renameSync(this.path, `${this.path}.1`)
  }
}

function entriesOf(path: string): LogEntry[] {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return []
  }
  return text.split('\n').flatMap((line) => {
    try {
      const parsed = lineSchema.safeParse(JSON.parse(line))
      return parsed.success ? [{ ...parsed.data, message: printableLines(parsed.data.message) }] : []
    } catch {
      return []
    }
  })
}
