/** Text is made safe; numbers are numbers, negative ones too. Nothing is an empty cell. */
export type CsvCell = string | number | null | undefined

/** What a spreadsheet begins a formula with, at the start of a cell (https://owasp.org/www-community/attacks/CSV_Injection), also in the
 * full width of East Asian scripts; and at the start of what it takes for a cell where it divides at semicolons or tabs, as in locales
 * with a decimal comma. */
const formula = /(?<=^|[;\t])(?=[=+\-@\t\r\n＝＋－＠])/g

/**
 * A table as RFC 4180 has it, but for its line ends. A text that a spreadsheet would run as a formula gets an apostrophe in front, which
 * spreadsheets take for the mark of a text.
 * @param rows the head among them
 */
export function csv(rows: Iterable<readonly CsvCell[]>): string {
  return Array.from(rows, (row) => `${row.map(cell).join(',')}\n`).join('')
}

function cell(value: CsvCell): string {
  if (typeof value !== 'string') return value == null ? '' : String(value)
  const plain = value.replace(formula, "'")
  return /[",;\t\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
