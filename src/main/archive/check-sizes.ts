import type { Connection } from '../store/connection.ts'
import { quoted } from '../store/rows.ts'
import type { ArchiveDataset } from './archive-record.ts'
import type { ArchivedTable } from './archive-schema.ts'

/** Bytes of a value that is no image and no weights; the longest are notes and errors of 20,000 characters. */
const longestValue = 100_000
/** Of an id, by which rows are found. */
const longestId = 64
/** Bytes of one of the weights: those of the largest images take 110 MB, with Adam's two slots. */
const largestWeights = 256 * 2 ** 20
/** One for each epoch that a run can have, and what a branch starts from. */
const mostRows = 100_001
/** Digits along a side of the manifold; the workbench draws 15. */
const longestSide = 100
/** Of the latent space. What the run's configuration says of it is compared later. */
const mostDimensions = 1000

/** Columns whose size the data set says (`otherSizes`), and those with weights. */
const figures = ['originals', 'reconstructions', 'manifold', 'latents']
const weights = ['weights', 'state']

/**
 * Looks at how large things are before any of them is read: a single value may fill the memory. SQLite says the length of a value
 * without reading it, and so does not touch what is too long.
 * @param connection whose tables are those of an archive, of whatever version
 * @returns what is wrong, for the user; null if nothing is
 */
export function oversized(connection: Connection, tables: readonly ArchivedTable[]): string | null {
  const own = { name: 'archive', limits: { dataset: longestValue, digests: longestValue } }
  for (const { name, limits } of [own, ...tables.map((table) => ({ name: table.name, limits: limitsOf(connection, table) }))]) {
    const { rows } = connection.statement<{ rows: number }>(`SELECT count(*) AS rows FROM ${quoted(name)}`).get() ?? { rows: 0 }
    if (rows > mostRows) return 'it has more rows than a run can have'
    for (const [column, limit] of Object.entries(limits)) {
      const longer = connection.statement(`SELECT 1 FROM ${quoted(name)} WHERE octet_length(${quoted(column)}) > ? LIMIT 1`).get(limit)
      if (longer !== undefined) return `it holds more in its ${name} than a run can have`
    }
  }
  return null
}

/** Bytes that the values of each column may take; without those that `otherSizes` knows. */
function limitsOf(connection: Connection, { name: table, owner }: ArchivedTable): Record<string, number> {
  const columns = connection.statement<{ name: string }>('SELECT name FROM pragma_table_info(?)').all(table)
  return Object.fromEntries(
    columns
      .filter(({ name }) => !figures.includes(name))
      .map(({ name }) => [name, name === owner ? longestId : weights.includes(name) ? largestWeights : longestValue]),
  )
}

/** Whether the labels and figures are as large as the data set makes them. @returns what is wrong; null if nothing is */
export function otherSizes(connection: Connection, { height, width, testClassCounts }: ArchiveDataset): string | null {
  const pixels = height * width
  const testCount = testClassCounts.reduce((sum, count) => sum + count, 0)
  const labels = connection.statement('SELECT 1 FROM archive WHERE octet_length(test_labels) IS NOT ? LIMIT 1').get(testCount)
  if (labels !== undefined) return 'it has not as many labels as test images'
  const figures = connection
    .statement(
      `SELECT 1 FROM snapshots WHERE (
         latent_dim BETWEEN 1 AND ${mostDimensions} AND octet_length(latents) = 4 * latent_dim * ?
         AND manifold_side BETWEEN 1 AND ${longestSide} AND octet_length(manifold) = manifold_side * manifold_side * ?
         AND octet_length(originals) = octet_length(reconstructions) AND octet_length(originals) % ? = 0
         AND octet_length(originals) <= ?
       ) IS NOT TRUE LIMIT 1`,
    )
    .get(testCount, pixels, pixels, testCount * pixels)
  return figures === undefined ? null : 'its figures do not fit its data set'
}
