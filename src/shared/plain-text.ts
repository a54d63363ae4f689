/*
 * What text from outside may be. A name, typed here or read from anywhere, is one line that shows all it holds: no control characters,
 * which a terminal obeys; no line breaks, which forge lines of a log; nothing that turns the direction of what stands around it
 * (Trojan Source, CVE-2021-42574), or that nobody sees. What is typed is refused with a reason; what comes in files and databases is
 * cleaned, so that nothing else of it is lost; whatever else is printed is escaped.
 */

/** Scripts in which zero-width joiners and non-joiners are part of how words are written. */
const joiningScripts = ['Arabic', 'Syriac', 'Nko', 'Mongolian', 'Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil', 'Telugu']
  .concat(['Kannada', 'Malayalam', 'Sinhala', 'Khmer', 'Myanmar', 'Tibetan'])
  .map((script) => `\\p{Script=${script}}`)
  .join('')
/** Within a word of theirs, and between the parts of an emoji, joiners are in their place. */
const joiner = `(?<=[${joiningScripts}])[\\u200C\\u200D](?=[${joiningScripts}])`
const emojiJoiner = '(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\uFE0F])\\u200D(?=\\p{Extended_Pictographic})'

/**
 * Controls (C0, C1), separators of lines and paragraphs, halves of surrogate pairs, code points that are no characters, annotations,
 * and what is drawn as nothing, all marks of direction among it; but for joiners in their place and choices between shapes of a character.
 */
const unseen = new RegExp(
  '[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Noncharacter_Code_Point}\\p{Default_Ignorable_Code_Point}\\uFFF9-\\uFFFB]' +
    `(?<!${joiner}|${emojiJoiner}|\\p{Variation_Selector})`,
  'gu',
)
const lineBreaks = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/gu
/** As long as a name may be, in UTF-16's units, as fields count. */
export const longestName = 120

/** The first character that a name may not hold, as Unicode writes it: U+202E. null: it is plain. */
export function firstUnseen(text: string): string | null {
  const [found] = text.match(unseen) ?? []
  return found === undefined ? null : codePoint(found)
}

/** What is wrong with a name that was typed, and what to do; null: nothing. */
export function nameProblem(typed: string): string | null {
  const name = typed.trim()
  if (name === '') return 'Give it a name.'
  if (name.length > longestName) return `At most ${longestName} characters.`
  const found = firstUnseen(name)
  return found === null ? null : `A name is one line without control or invisible characters; this one has ${found}. Type it anew.`
}

/** One line of what somebody else wrote, at most as long as a name. @param otherwise what it is where nothing is left */
export function cleanName(text: string, otherwise: string): string {
  const line = text.replace(/[\n\r\t\v\f\u0085\u2028\u2029]+/gu, ' ').replace(unseen, '').trim()
  // What was taken away may have stood between two joiners.
  const plain = cut(line, longestName).replace(unseen, '').trim()
  return plain === '' ? otherwise : plain
}

/** Text of several lines, such as notes and errors: the lines and tabs stay. */
export function cleanLines(text: string): string {
  return text
    .replace(lineBreaks, '\n')
    .split('\n')
    .map((line) => line.split('\t').map((part) => part.replace(unseen, '')).join('\t'))
    .join('\n')
}

/** A name with something behind it; the name is cut where both would be too long, never within a character. */
export function withSuffix(name: string, suffix: string): string {
  return `${cut(name, longestName - suffix.length).trimEnd()}${suffix}`
}

/** One line to print, with all that is unseen in it made visible: `\n`, `\u{1b}`. */
export function printable(text: string): string {
  return text.replace(unseen, escaped)
}

/** The same for text of several lines, which it keeps, and its tabs. */
export function printableLines(text: string): string {
  return text.replace(unseen, (found) => (found === '\n' || found === '\t' ? found : escaped(found)))
}

/** JSON in one line that a terminal may show: JSON itself escapes no more than the controls of ASCII. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value).replace(unseen, (found) => found.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`))
}

const shortEscapes: Partial<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function escaped(found: string): string {
  return shortEscapes[found] ?? `\\u{${(found.codePointAt(0) ?? 0).toString(16)}}`
}

function codePoint(found: string): string {
  return `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** As many whole characters, as people count them, as fit. */
export function cut(text: string, longest: number): string {
  if (text.length <= longest) return text
  let end = 0
  for (const { index, segment } of new Intl.Segmenter('en').segment(text)) {
    if (index + segment.length > longest) break
    end = index + segment.length
  }
  // A single character of more marks than a name has room for.
  return text.slice(0, end === 0 ? longest : end)
}
