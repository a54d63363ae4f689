import { printable } from '../../shared/plain-text.ts'

export interface Column<Row> {
  title: string
  /** Text of a row's cell. */
  cell: (row: Row) => string
  /** Numbers read best to the right. */
  align?: 'left' | 'right'
}

/** Lines of a table: a head line, then a line a row, columns two spaces apart and as wide as their widest cell. */
export function formatTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string[] {
  // As it is printed, for its width.
  const cells = [columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ cell }) => printable(cell(row))))]
  const widths = columns.map((_, column) => Math.max(...cells.map((line) => lengthOf(line[column] ?? ''))))
  return cells.map((line) =>
    line
      .map((text, column) => {
        const padding = ' '.repeat((widths[column] ?? 0) - lengthOf(text))
        return columns[column]?.align === 'right' ? padding + text : text + padding
      })
      .join('  ')
      .trimEnd(),
  )
}

/** In code points: a name may have characters that take two places in a string. */
function lengthOf(text: string): number {
  return Array.from(text).length
}
