import { describe, expect, it } from 'vitest'
import { cleanLines, cleanName, firstUnseen, nameProblem, printable, printableJson, printableLines, withSuffix } from '../../src/shared/plain-text.ts'

const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index))
const escape = String.fromCharCode(0x1b)

/** Everything that no name may hold, by what it does. */
const refusedCharacters: Record<string, string[]> = {
  'controls of ASCII, line breaks among them': [...range(0x00, 0x1f), '\u007f'],
  'further controls, such as the one that begins sequences in eight bits': range(0x80, 0x9f),
  'separators of lines and paragraphs': ['\u2028', '\u2029'],
  'marks, embeddings, overrides and isolates of direction': ['\u061c', '\u200e', '\u200f', ...range(0x202a, 0x202e), ...range(0x2066, 0x2069)],
  'what has no width': ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u034f', '\u180e', '\u115f', '\u3164', '\uffa0'],
  'tags': ['\u{e0001}', '\u{e0041}', '\u{e007f}'],
  'annotations': ['\ufff9', '\ufffb'],
  'halves of surrogate pairs': ['\ud800', '\udfff'],
  'what is no character': ['\uffff', '\u{1fffe}'],
}

/** Names in the scripts and signs of this world. */
const plainNames = [
  ...['MNIST, β = 0.5', 'naïve “run” – 2 × 10⁻⁴', 'Größe', 'Ångström', 'שלום עולם', 'تجربة ١', 'می‌خواهم', 'क्‍ष', '実験 1', 'ทดลอง', 'e\u0301'],
  ...['🧠', '👨‍👩‍👧‍👦', '🏃🏽‍♀️', '🏳️‍🌈', '❤️', '1️⃣', '🇩🇪', 'a b', '=1+1', '<b>', "'; DROP TABLE", '../../etc', '-5', '%s'],
]

describe('a name', () => {
  for (const [what, characters] of Object.entries(refusedCharacters)) {
    it(`is refused, cleaned and escaped with ${what}`, () => {
      for (const character of characters) {
        const name = `ad${character}min`
        const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
        expect(firstUnseen(name), code).toBe(code)
        expect(nameProblem(name), code).toBe(`A name is one line without control or invisible characters; this one has ${code}. Type it anew.`)
        expect(['admin', 'ad min'], code).toContain(cleanName(name, 'none'))
        expect(firstUnseen(cleanName(name, 'none')), code).toBeNull()
        expect(firstUnseen(printable(name)), code).toBeNull()
        expect(printable(name), code).toMatch(/^ad\\(n|r|t|u\{[0-9a-f]+\})min$/)
      }
    })
  }

  it.each(plainNames)('is taken as it is: %s', (name) => {
    expect(nameProblem(name)).toBeNull()
    expect(cleanName(name, 'none')).toBe(name)
    expect(printable(name)).toBe(name)
    expect(JSON.parse(printableJson({ name }))).toEqual({ name })
  })

  it('has 1 to 120 characters, without what stands around it', () => {
    expect(nameProblem(' \n')).toBe('Give it a name.')
    expect(nameProblem('x'.repeat(121))).toBe('At most 120 characters.')
    expect(nameProblem(` ${'x'.repeat(120)}\n`)).toBeNull()
    expect(cleanName('x'.repeat(500), 'none')).toBe('x'.repeat(120))
    expect(cleanName(`${escape}\u202e\n`, 'none')).toBe('none')
  })

  it('keeps one line of many', () => {
    expect(cleanName('first\r\nsecond\tthird\u2028fourth', 'none')).toBe('first second third fourth')
    expect(cleanName(`${escape}[31mred${escape}[0m`, 'none')).toBe('[31mred[0m')
  })

  it('is cut between characters, as people count them', () => {
    const family = '👨‍👩‍👧‍👦'
    const name = withSuffix(family.repeat(20), ' copy')
    expect(name.length).toBeLessThanOrEqual(120)
    expect(name).toBe(`${family.repeat(10)} copy`)
    expect(nameProblem(name)).toBeNull()
    expect(withSuffix('A', ' copy')).toBe('A copy')
    for (const each of [family.repeat(20), '🧠'.repeat(100), `x${'🧠'.repeat(100)}`, 'क्‍ष'.repeat(60)]) expect(nameProblem(cleanName(each, 'none'))).toBeNull()
  })
})

describe('text of several lines', () => {
  it('keeps its lines and tabs, and nothing else that is unseen', () => {
    expect(cleanLines(`one\r\ntwo\tcell\rthree\u2029four${escape}]0;title\u0007\u202e!`)).toBe('one\ntwo\tcell\nthree\nfour]0;title!')
    expect(printableLines(`one\n\t${escape}[2J\u009b1m`)).toBe('one\n\t\\u{1b}[2J\\u{9b}1m')
  })
})

describe('printed JSON', () => {
  it('means what it meant, and shows nothing that a terminal obeys', () => {
    const value = { name: Object.values(refusedCharacters).flat().join('|'), notes: 'two\nlines', list: [1, null, '🧠'] }
    const text = printableJson(value)
    expect(firstUnseen(text)).toBeNull()
    expect(JSON.parse(text)).toEqual(value)
  })
})
