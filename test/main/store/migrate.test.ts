import { existsSync, readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { migrations } from '../../../src/main/store/migrations/index.ts'
import type { Migration } from '../../../src/main/store/migrations/migration.ts'
import { openDatabase } from '../../../src/main/store/open-database.ts'
import { Store } from '../../../src/main/store/store.ts'
import { refusal } from '../../support/refusal.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { databaseIn, epochRecord, newExperiment } from './support/records.ts'

const folder = temporaryFolder('migrations')
const newest = migrations.length

/** The released steps and one more. */
const withNext: readonly Migration[] = [
  ...migrations,
  {
    version: newest + 1,
    run: (connection) => connection.execute(`ALTER TABLE experiments ADD COLUMN mood TEXT NOT NULL DEFAULT 'none'`),
  },
]

function filledDatabase(): string {
  const file = databaseIn(folder)
  const store = Store.open(file)
  store.saveEpoch(epochRecord(newExperiment(store).id, 0))
  store.close()
  return file
}

function read(file: string, sql: string): unknown[] {
  const database = new Database(file)
  try {
    return database.prepare(sql).all()
  } finally {
    database.close()
  }
}

describe('migrations', () => {
  it('are numbered from 1 without a gap', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1))
  })

  it('bring an older file up with its data, after a copy of it was made', () => {
    const file = filledDatabase()
    openDatabase(file, { readOnly: false, migrations: withNext }).close()
    expect(read(file, 'SELECT name, mood FROM experiments')).toEqual([{ name: 'First', mood: 'none' }])
    expect(read(file, 'PRAGMA user_version')).toEqual([{ user_version: newest + 1 }])
    expect(read(file, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])

    const backup = `${file}.version-${newest}.backup`
    expect(readdirSync(dirname(file)).sort()).toEqual(['workbench.sqlite', `workbench.sqlite.version-${newest}.backup`])
    const former = Store.open(backup)
    expect(former.experiments.list()).toMatchObject([{ name: 'First', epochsDone: 1 }])
    former.close()
    expect(() => Store.open(file)).toThrow(refusal('database-newer'))
  })

  it('copy what only the log holds so far', () => {
    const file = filledDatabase()
    const open = Store.open(file)
    newExperiment(open, 'In the log')
    openDatabase(file, { readOnly: false, migrations: withNext }).close()
    open.close()
    expect(read(`${file}.version-${newest}.backup`, 'SELECT name FROM experiments')).toContainEqual({ name: 'In the log' })
  })

  it('leave the old version as it was when one of them fails in the middle', () => {
    const file = filledDatabase()
    const failing: Migration = {
      version: newest + 2,
      run: (connection) => {
        connection.execute('DELETE FROM epochs')
        connection.execute('INSERT INTO nowhere VALUES (1)')
      },
    }
    expect(() => openDatabase(file, { readOnly: false, migrations: [...withNext, failing] })).toThrow('nowhere')
    expect(read(file, 'PRAGMA user_version')).toEqual([{ user_version: newest }])
    const store = Store.open(file)
    expect(store.experiments.list()).toMatchObject([{ name: 'First', epochsDone: 1 }])
    store.close()
  })

  it('are not run by a reader', () => {
    const file = filledDatabase()
    const open = () => openDatabase(file, { readOnly: true, migrations: withNext })
    expect(open).toThrow(refusal('database-older', 'older version'))
    expect(existsSync(`${file}.version-${newest}.backup`)).toBe(false)
  })

  it('have nothing to do, and copy nothing, where the file is the newest', () => {
    const file = filledDatabase()
    Store.open(file).close()
    expect(readdirSync(dirname(file))).toEqual(['workbench.sqlite'])
  })
})
