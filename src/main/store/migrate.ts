import { renameSync, rmSync } from 'node:fs'
import { unfinishedMark } from '../unfinished.ts'
import type { Connection } from './connection.ts'
import { schemaVersion } from './identity.ts'
import type { Migration } from './migrations/migration.ts'

/**
 * Brings an older file to the newest schema. First the file is copied to `FILE.version-N.backup`, N being the version it
 * had; then all steps run in one transaction, so that an interruption at any moment leaves the old version as it was.
 * @returns the path of the copy, null if there was nothing to do
 */
export function migrate(connection: Connection, migrations: readonly Migration[]): string | null {
  const newest = newestVersion(migrations)
  const version = schemaVersion(connection, newest)
  if (version === newest) return null
  const backup = backUp(connection, version)
  connection.transaction(() => {
    // Another program may have come first while this one made its copy.
    applyFrom(connection, migrations, schemaVersion(connection, newest))
  })
  return backup
}

export function newestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0
}

/** Runs the steps above `version` and notes the new version. Belongs in a transaction. */
export function applyFrom(connection: Connection, migrations: readonly Migration[], version: number): void {
  for (const migration of migrations) {
    if (migration.version > version) migration.run(connection)
  }
  connection.execute(`PRAGMA user_version = ${newestVersion(migrations)}`)
}

/** A copy that is whole or not there; what is in the write-ahead log is in it. */
function backUp(connection: Connection, version: number): string {
  const backup = `${connection.file}.version-${version}.backup`
  const partial = `${backup}${unfinishedMark()}.partial`
  try {
    connection.statement('VACUUM INTO ?').run(partial)
    renameSync(partial, backup)
    return backup
  } catch (thrown) {
    rmSync(partial, { force: true })
    throw thrown
  }
}
