import Database from 'better-sqlite3'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { refuseOtherFiles } from '../../../src/main/archive/archive-file.ts'
import { archiveApplicationId } from '../../../src/main/archive/archive-schema.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const folder = temporaryFolder('schema pages')
const file = join(folder, 'run.manifold')
const pageBytes = 4096

/** Whether a file with this schema is read at all. */
function isRead(sql: string, spoil: (bytes: Buffer) => void = () => undefined): boolean {
  writeFileSync(file, '')
  const database = new Database(file)
  database.pragma(`page_size = ${pageBytes}`)
  database.exec(`${sql}; PRAGMA application_id = ${archiveApplicationId}`)
  database.close()
  const bytes = readFileSync(file)
  spoil(bytes)
  writeFileSync(file, bytes)
  try {
    refuseOtherFiles(file, folder, 'run.manifold')
    return true
  } catch (thrown) {
    expect(String(thrown)).toMatch(/its tables are not those of an archive/)
    return false
  }
}

const tables = (count: number, columns: string) => Array.from({ length: count }, (_, index) => `CREATE TABLE t${index} (${columns})`).join(';')
const long = (bytes: number) => `x TEXT DEFAULT '${'x'.repeat(bytes)}'`

it('a short schema is read, on one page or on several', () => {
  expect(isRead(tables(3, 'x'))).toBe(true)
  expect(isRead(tables(20, long(1000)))).toBe(true)
  // The kind of the first page.
  expect(readFileSync(file)[100]).toBe(5)
})

it.each([
  ['of a table that goes on beyond its page', tables(1, long(5000))],
  ['of such a table on a later page', `${tables(20, long(1000))}; CREATE TABLE long (${long(5000)})`],
  ['of more tables than an archive has', tables(101, 'x')],
  ['of as many on several pages', tables(101, long(1000))],
  // SQLite reads all of their rows together with the schema.
  ['with statistics', 'CREATE TABLE t (x); CREATE INDEX i ON t (x); INSERT INTO t VALUES (1); ANALYZE'],
  ['in another encoding, where statistics are spelt otherwise', "PRAGMA encoding = 'UTF-16le'; CREATE TABLE t (x)"],
])('a schema %s is not', (_, sql) => {
  expect(isRead(sql)).toBe(false)
})

it.each<[string, (bytes: Buffer) => void]>([
  ['lead back to themselves', (bytes) => bytes.writeUInt32BE(1, 108)],
  ['are none', (bytes) => bytes.writeUInt32BE(0, 108)],
  ['lie beyond the file', (bytes) => bytes.writeUInt32BE(0xffffffff, 108)],
  ['are of another kind', (bytes) => bytes.writeUInt8(2, 100)],
  ['say that their rows lie elsewhere', (bytes) => bytes.writeUInt16BE(0xffff, 112)],
])('a schema whose pages %s is not', (_, spoil) => {
  expect(isRead(tables(20, long(1000)), spoil)).toBe(false)
})
