import type { ChartLine } from '../charts/line.ts'

/** One epoch of several lines. */
export interface ScalarTableRow {
  /** 0-based. */
  epoch: number
  /** The point of each line at that epoch; −1 where it has none. */
  indices: number[]
}

/** Rows that a page of a table has. */
export const pageLength = 50

/** All epochs that any of the lines has, newest first. */
export function tableRows(lines: readonly ChartLine[]): number[] {
  return [...new Set(lines.flatMap(({ epochs }) => [...epochs]))].sort((a, b) => b - a)
}

/** A page of the table. @param number counted from the newest epochs, 0-based */
export function pageOf(
  epochs: readonly number[],
  lines: readonly ChartLine[],
  number: number,
): { rows: ScalarTableRow[]; count: number } {
  const rows = epochs.slice(number * pageLength, (number + 1) * pageLength)
  return {
    rows: rows.map((epoch) => ({ epoch, indices: lines.map((line) => placeOf(line, epoch)) })),
    count: Math.max(1, Math.ceil(epochs.length / pageLength)),
  }
}

/** Most lines have every epoch; published curves have some. */
function placeOf({ epochs }: ChartLine, epoch: number): number {
  return epochs[epoch] === epoch ? epoch : epochs.indexOf(epoch)
}
