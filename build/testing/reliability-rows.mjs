import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * @typedef {object} Row what a long test leaves behind (test/support/tally.ts)
 * @property {string} title
 * @property {string} unit
 * @property {number} planned
 * @property {number} tried
 * @property {number} lost
 * @property {number} seed
 * @property {number} seconds
 */

/** @param {string} folder @returns {Promise<Row[]>} */
export async function readRows(folder) {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8'))))
}

/** Whether nothing was lost, and everything was tried. @param {readonly Row[]} rows */
export function isSound(rows) {
  return rows.length > 0 && rows.every(({ planned, tried, lost }) => lost === 0 && tried >= planned)
}

/** The table, line by line. @param {readonly Row[]} rows @param {number} seconds */
export function formatRows(rows, seconds) {
  const lines = rows.map(({ title, unit, planned, tried, lost, seconds }) => [
    title,
    `${number(tried)}${tried < planned ? ` of ${number(planned)}` : ''} ${unit}`,
    number(lost),
    duration(seconds),
  ])
  const lost = rows.reduce((sum, row) => sum + row.lost, 0)
  const table = [['what', 'tried', 'lost', 'time'], ...lines, ['all', '', number(lost), duration(seconds)]]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((line) => line[column]?.length ?? 0)))
  return table.map((line) => line.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('   '))
}

/** @param {number} value */
function number(value) {
  return value.toLocaleString('en')
}

/** @param {number} seconds */
function duration(seconds) {
  return seconds < 120 ? `${seconds.toFixed(0)} s` : `${(seconds / 60).toFixed(1)} min`
}
