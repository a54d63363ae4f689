import { z } from 'zod'
import { WorkbenchError } from '../../shared/errors.ts'
import type { DatasetSummary } from '../../shared/experiment/dataset-summary.ts'
import { cleanName } from '../../shared/plain-text.ts'
import type { Connection } from './connection.ts'
import { insertSealed, reseal } from './sealed-rows.ts'

interface DatasetRow {
  id: string
  name: string
  height: number
  width: number
  train_class_counts: string
  test_class_counts: string
  sha256: string
}

const columns = 'id, name, height, width, train_class_counts, test_class_counts, sha256'
const countsSchema = z.array(z.number().int().min(0)).max(256)
/** Names a folder too, so nothing that could lead out of one. */
const idSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/)

/** What is known of the imported data sets. Their images lie in files. */
export class DatasetRows {
  constructor(private readonly connection: Connection) {}

  /** In the order they were imported. */
  list(): DatasetSummary[] {
    return this.connection.statement<DatasetRow>(`SELECT ${columns} FROM datasets ORDER BY rowid`).all().map(summaryOf)
  }

  get(id: string): DatasetSummary | null {
    const row = this.connection.statement<DatasetRow>(`SELECT ${columns} FROM datasets WHERE id = ?`).get(id)
    return row === undefined ? null : summaryOf(row)
  }

  insert({ id, name, height, width, trainClassCounts, testClassCounts, sha256 }: DatasetSummary): void {
    const counts = { train_class_counts: JSON.stringify(trainClassCounts), test_class_counts: JSON.stringify(testClassCounts) }
    insertSealed(this.connection, 'datasets', { id, name, height, width, ...counts, sha256, created_at: Date.now() })
  }

  /** What its files say, in place of what somebody said of them; name and content stay. */
  correct({ id, height, width, trainClassCounts, testClassCounts }: DatasetSummary): void {
    this.connection.transaction(() => {
      this.connection
        .statement('UPDATE datasets SET height = ?, width = ?, train_class_counts = ?, test_class_counts = ? WHERE id = ?')
        .run(height, width, JSON.stringify(trainClassCounts), JSON.stringify(testClassCounts), id)
      reseal(this.connection, 'datasets', 'id = ?', id)
    })
  }
}

function summaryOf({ id, name, height, width, sha256, ...row }: DatasetRow): DatasetSummary {
  try {
    const trainClassCounts = countsSchema.parse(JSON.parse(row.train_class_counts))
    const testClassCounts = countsSchema.parse(JSON.parse(row.test_class_counts))
    const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0)
    return {
      ...{ id: idSchema.parse(id), name: cleanName(name, id), source: 'imported', height, width },
      ...{ trainCount: sum(trainClassCounts), testCount: sum(testClassCounts), trainClassCounts, testClassCounts, sha256 },
    }
  } catch (cause) {
    throw new WorkbenchError(
      'database-corrupt',
      `What the database says of the data set “${id}” is not what this version writes. Put a copy of the database back.`,
      { cause },
    )
  }
}
