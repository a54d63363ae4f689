import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load } from 'koffi'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withoutLinesOnStandardError } from '../../../src/main/tensorflow/standard-error.ts'

const c = load(null)
const dup = c.func('int dup(int)') as (descriptor: number) => number
const dup2 = c.func('int dup2(int, int)') as (from: number, to: number) => number
const puts = c.func('long write(int, const char *, long)') as (descriptor: number, text: string, length: number) => number
const write = (text: string) => puts(2, text, text.length)

describe.runIf(process.platform === 'linux')('lines that native code writes to standard error', () => {
  let folder: string
  let original: number

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'standard-error-test-'))
    original = dup(2)
    const file = openSync(join(folder, 'stderr'), 'w')
    dup2(file, 2)
    closeSync(file)
  })

  afterEach(() => {
    dup2(original, 2)
    closeSync(original)
    rmSync(folder, { recursive: true })
  })

  const seen = () => readFileSync(join(folder, 'stderr'), 'utf8')

  it('drops the unwanted ones and passes the others on', () => {
    writeSync(2, 'before\n')
    const value = withoutLinesOnStandardError(/^noise/, () => (write('noise 1\nsignal\nnoise 2\n'), write('unended'), 7))
    writeSync(2, '\nafter\n')
    expect(value).toBe(7)
    expect(seen()).toBe('before\nsignal\nunended\nafter\n')
  })

  it('passes on what was written before an error', () => {
    const action = () => {
      write('signal\n')
      throw new Error('no library')
    }
    expect(() => withoutLinesOnStandardError(/^noise/, action)).toThrow('no library')
    expect(seen()).toBe('signal\n')
  })

  it('leaves no descriptor open', () => {
    withoutLinesOnStandardError(/^noise/, () => undefined)
    const first = openSync('/dev/null', 'r')
    closeSync(first)
    withoutLinesOnStandardError(/^noise/, () => write('noise\n'))
    const second = openSync('/dev/null', 'r')
    closeSync(second)
    expect(second).toBe(first)
  })
})
