import { printable, printableJson } from '../../shared/plain-text.ts'
import { progressLine } from './progress-bar.ts'

/** What is needed of `process.stdout` and `process.stderr`. */
export interface TextStream {
  write(text: string): unknown
  isTTY?: boolean
  columns?: number
}

const clearLine = '\r\u001b[K'
/** A terminal cannot show, nor anyone read, more pictures a second. */
const barIntervalMilliseconds = 100

/**
 * Where the command line prints. Standard output has the results: lines for people, or one JSON object a line. Errors
 * and remarks go to standard error. A progress bar is drawn only where standard output is a terminal. Whatever comes from outside in
 * what is printed is escaped here: names, paths and messages in somebody else's file must not reach the terminal as commands.
 */
export class Terminal {
  private barDrawn = false
  private barAt = -Infinity
  private preface: string | null = null

  constructor(
    private readonly output: TextStream,
    private readonly errors: TextStream,
    readonly json: boolean,
  ) {}

  get hasBar(): boolean {
    return this.output.isTTY === true && !this.json
  }

  /** Some terminals, as of a program that only pretends to be one, say 0. */
  private get columns(): number {
    return this.output.columns !== undefined && this.output.columns > 0 ? this.output.columns : 80
  }

  /** A line for people; nothing with --json. */
  print(line: string): void {
    if (this.json) return
    this.clearBar()
    if (this.preface !== null) this.output.write(`${printable(this.preface)}\n`)
    this.preface = null
    this.output.write(`${printable(line)}\n`)
  }

  /** A line for people that comes before the first of the others, if there are any. */
  announce(line: string): void {
    this.preface = line
  }

  /** A line for programs; nothing without --json. */
  printJson(value: object): void {
    if (this.json) this.output.write(`${printableJson(value)}\n`)
  }

  /** Draws the bar anew, at most ten times a second but always when done. `fraction` in [0, 1]. */
  bar(fraction: number, text: string): void {
    const now = performance.now()
    if (!this.hasBar || (now - this.barAt < barIntervalMilliseconds && fraction < 1)) return
    this.barAt = now
    this.barDrawn = true
    this.output.write(clearLine + progressLine(fraction, printable(text), this.columns))
  }

  clearBar(): void {
    if (this.barDrawn) this.output.write(clearLine)
    this.barDrawn = false
  }

  /** One line that does not belong to the results. */
  remark(message: string): void {
    this.clearBar()
    this.errors.write(`${printable(oneLine(message))}\n`)
  }

  error(message: string): void {
    this.remark(`error: ${message}`)
  }
}

/** Messages from elsewhere may have line breaks; an error is one line. */
function oneLine(message: string): string {
  return message.trim().replace(/\s*[\r\n]+\s*/g, ' ')
}
