import Database from 'better-sqlite3'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../released/', import.meta.url))

/** Versions of the schema that programs have left on users' disks. */
export const releasedVersions = readdirSync(folder).map((name) => Number(/\d+/.exec(name)?.[0])).sort((a, b) => a - b)

/**
 * A database as the program of that version left it: two experiments, aaaa1111 and bbbb2222, with three epochs each.
 * @param fill adds to it
 */
export function releasedDatabase(file: string, version: number, fill: (database: Database.Database) => void = () => undefined): void {
  mkdirSync(dirname(file), { recursive: true })
  const database = new Database(file)
  database.pragma('foreign_keys = OFF')
  database.exec(readFileSync(`${folder}/version-${version}.sql`, 'utf8'))
  fill(database)
  database.pragma('journal_mode = WAL')
  database.close()
}
