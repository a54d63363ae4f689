import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load } from 'koffi'

const standardError = 2

/**
 * Runs `action` and keeps some of the lines that native code writes to standard error meanwhile from getting there. The
 * others arrive when it ends, however it ends. Linux only, where the C library can put another file in a descriptor's
 * place and the first one back, which Node cannot; elsewhere, and where no temporary file can be made, nothing is kept.
 * @param unwanted matches the lines to drop, without their line ends
 */
export function withoutLinesOnStandardError<T>(unwanted: RegExp, action: () => T): T {
  const kept = process.platform === 'linux' ? divert() : null
  if (kept === null) return action()
  try {
    return action()
  } finally {
    const lines = kept().split(/(?<=\n)/)
    const rest = lines.filter((line) => !unwanted.test(line.trimEnd())).join('')
    if (rest !== '') writeSync(standardError, rest)
  }
}

/** @returns what undoes it and tells all that was written; null if it cannot be done */
function divert(): (() => string) | null {
  const file = temporaryFile()
  if (file === null) return null
  const c = load(null)
  const dup = c.func('int dup(int)') as (descriptor: number) => number
  const dup2 = c.func('int dup2(int, int)') as (from: number, to: number) => number
  const original = dup(standardError)
  if (original < 0) {
    closeSync(file)
    return null
  }
  dup2(file, standardError)
  return () => {
    dup2(original, standardError)
    closeSync(original)
    const content = Buffer.alloc(fstatSync(file).size)
    readSync(file, content, 0, content.length, 0)
    closeSync(file)
    return content.toString()
  }
}

/** A descriptor of a file that has no name any more. */
function temporaryFile(): number | null {
  try {
    const folder = mkdtempSync(join(tmpdir(), 'standard-error-'))
    try {
      return openSync(join(folder, 'lines'), 'wx+')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  } catch {
    return null
  }
}
