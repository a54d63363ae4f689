import Database from 'better-sqlite3'
import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ErrorCode } from '../../../src/shared/errors.ts'
import { Store } from '../../../src/main/store/store.ts'
import { asOrdinaryUser } from '../../support/ordinary-user.ts'
import { refusal } from '../../support/refusal.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { databaseIn, epochRecord, newExperiment, snapshot, weights } from './support/records.ts'

const folder = temporaryFolder('ÄÖ data base')

/** A database with a trained experiment in it, closed. */
function filledDatabase(): string {
  const file = databaseIn(folder)
  const store = Store.open(file)
  const { id } = newExperiment(store)
  for (let epoch = 0; epoch < 4; epoch++) {
    store.saveEpoch(epochRecord(id, epoch, { snapshot: snapshot(epoch, weights(epoch, 40_000)) }))
  }
  store.close()
  return file
}

function pragma(file: string, name: string): unknown {
  const database = new Database(file)
  try {
    return database.pragma(name, { simple: true })
  } finally {
    database.close()
  }
}

describe('opening', () => {
  it('makes the folder and the database, as a write-ahead log with a schema version', () => {
    const file = databaseIn(folder)
    Store.open(file).close()
    expect(readdirSync(dirname(file))).toEqual(['workbench.sqlite'])
    expect(pragma(file, 'journal_mode')).toBe('wal')
    expect(pragma(file, 'user_version')).toBe(3)
    expect(pragma(file, 'auto_vacuum')).toBe(2)
  })

  it('has STRICT tables that refer to each other', () => {
    const file = filledDatabase()
    const database = new Database(file)
    const own = `schema = 'main' AND name NOT LIKE 'sqlite%'`
    const tables = database.prepare(`SELECT name, strict FROM pragma_table_list WHERE ${own}`).all()
    expect(tables).toHaveLength(6)
    for (const name of ['experiments', 'epochs', 'snapshots', 'checkpoints', 'learning_rate_changes']) expect(tables).toContainEqual({ name, strict: 1 })
    expect(() => database.prepare(`INSERT INTO checkpoints VALUES ('none', 0, 0, 0, '', x'', x'')`).run()).toThrow('FOREIGN KEY')
    database.close()
  })

  it('is read by the sqlite3 shell', () => {
    const file = filledDatabase()
    const sql = 'PRAGMA integrity_check; PRAGMA foreign_key_check; SELECT count(*), min(epoch), max(epoch) FROM epochs'
    expect(execFileSync('sqlite3', [file, sql], { encoding: 'utf8' })).toBe('ok\n4|0|3\n')
  })

  it('opens again with all that was in it', () => {
    const file = filledDatabase()
    const store = Store.open(file)
    expect(store.experiments.list()).toMatchObject([{ name: 'First', epochsDone: 4 }])
    store.close()
  })

  it('goes back to a write-ahead log after a copy by VACUUM took its place', () => {
    const file = filledDatabase()
    const database = new Database(file)
    database.exec(`VACUUM INTO '${file}.copy'`)
    database.close()
    renameSync(`${file}.copy`, file)
    expect(pragma(file, 'journal_mode')).toBe('delete')
    Store.open(file).close()
    expect(pragma(file, 'journal_mode')).toBe('wal')
  })

  it('reads while another connection writes, and writes nothing itself', () => {
    const file = filledDatabase()
    const writer = Store.open(file)
    const reader = Store.open(file, { readOnly: true })
    const { id } = newExperiment(writer, 'Second')
    expect(reader.experiments.get(id).name).toBe('Second')
    expect(() => reader.experiments.rename(id, 'Third')).toThrow(refusal('permission-denied', 'may not be written'))
    reader.close()
    writer.close()
  })
})

describe('a database that must not be used', () => {
  const refused: [what: string, code: ErrorCode, text: string, spoil: (file: string) => void][] = [
    ['empty', 'database-corrupt', 'is empty', (file) => truncateSync(file, 0)],
    ['not a database', 'database-corrupt', 'not a database', (file) => writeFileSync(file, 'something else '.repeat(10_000))],
    ['truncated within its header', 'database-corrupt', 'damaged', (file) => truncateSync(file, 60)],
    ['truncated in the middle', 'database-corrupt', 'damaged', (file) => truncateSync(file, Math.floor(statSync(file).size / 2))],
    ['a newer version’s', 'database-newer', 'Update the workbench', (file) => pragma(file, 'user_version = 99')],
    ['without a schema version', 'database-corrupt', 'version 0', (file) => pragma(file, 'user_version = 0')],
    ['another program’s', 'database-corrupt', 'another program', (file) => pragma(file, 'application_id = 7')],
  ]

  it.each(refused)('is refused and left as it is: %s', (_, code, text, spoil) => {
    const file = filledDatabase()
    spoil(file)
    const before = readFileSync(file)
    expect(() => Store.open(file)).toThrow(refusal(code, text))
    expect(() => Store.open(file)).toThrow(refusal(code, file))
    expect(() => Store.open(file, { readOnly: true })).toThrow(refusal(code, text))
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('is refused with the remains of a crash when a page of it is damaged', () => {
    const file = filledDatabase()
    const store = Store.open(file)
    newExperiment(store, 'Second')
    // As a crash leaves it: with its log.
    const crashed = databaseIn(folder)
    mkdirSync(dirname(crashed))
    copyFileSync(file, crashed)
    copyFileSync(`${file}-wal`, `${crashed}-wal`)
    store.close()
    const bytes = readFileSync(crashed)
    // The second page maps all others; the third holds the root of the first table.
    bytes.fill(0xff, 5 * 16_384, 5 * 16_384 + 64)
    writeFileSync(crashed, bytes)
    expect(() => Store.open(crashed)).toThrow(refusal('database-corrupt', 'damaged'))
    expect(() => Store.open(crashed)).toThrow(/^[^\n]+$/)
  })

  it('is taken for lost, not for new, when only its log is there', () => {
    const file = filledDatabase()
    const store = Store.open(file)
    newExperiment(store)
    copyFileSync(`${file}-wal`, `${file}-kept`)
    store.close()
    rmSync(file)
    renameSync(`${file}-kept`, `${file}-wal`)
    expect(() => Store.open(file)).toThrow(refusal('database-corrupt', 'is missing'))
    expect(existsSync(file)).toBe(false)
  })

  it('is not made by reading', () => {
    const file = databaseIn(folder)
    expect(() => Store.open(file, { readOnly: true })).toThrow(refusal('not-found', file))
    expect(existsSync(dirname(file))).toBe(false)
  })

  it('is refused where it is a folder', () => {
    const file = databaseIn(folder)
    mkdirSync(file, { recursive: true })
    expect(() => Store.open(file)).toThrow(refusal('usage', 'is a folder'))
  })
})

describe('a place that may not be written', () => {
  it.each([
    ['a read-only workspace', (file: string) => chmodSync(dirname(file), 0o555)],
    ['a read-only file', (file: string) => chmodSync(file, 0o444)],
    ['a closed workspace', (file: string) => chmodSync(dirname(file), 0o000)],
  ])('is named: %s', (_, close) => {
    const file = filledDatabase()
    const place = dirname(file)
    chmodSync(folder, 0o755)
    execFileSync('chmod', ['-R', 'a+rwX', place])
    close(file)
    expect(() => asOrdinaryUser(() => Store.open(file))).toThrow(refusal('permission-denied', place))
    execFileSync('chmod', ['-R', 'a+rwX', place])
    asOrdinaryUser(() => Store.open(file)).close()
  })

  it('is named where no workspace can be made', () => {
    const place = join(databaseIn(folder), 'below')
    mkdirSync(dirname(place), { recursive: true })
    chmodSync(dirname(place), 0o555)
    expect(() => asOrdinaryUser(() => Store.open(join(place, 'workbench.sqlite')))).toThrow(refusal('permission-denied', place))
    const inside = join(dirname(place), 'workbench.sqlite')
    expect(() => asOrdinaryUser(() => Store.open(inside))).toThrow(refusal('permission-denied', `“${inside}”`))
  })
})
