import { WorkbenchError } from '../../shared/errors.ts'
import type { Connection } from './connection.ts'
import { damaged } from './sqlite-errors.ts'

/** Marks a database file as the workbench's own (SQLite's `application_id`): "MfWb". */
export const applicationId = 0x4d665762

/**
 * The schema version of this file.
 * @throws WorkbenchError if the file belongs to another program or to a newer version of this one
 */
export function schemaVersion(connection: Connection, newestKnown: number): number {
  const version = Number(connection.pragma('user_version'))
  if (connection.pragma('application_id') !== applicationId) {
    throw new WorkbenchError(
      'database-corrupt',
      `“${connection.file}” is a database of another program. It was left as it is. Choose another workspace.`,
    )
  }
  if (version < 1) throw damaged(connection.file, `its schema is version ${version}`)
  if (version > newestKnown) {
    throw new WorkbenchError(
      'database-newer',
      `“${connection.file}” was written by a newer version of the workbench (its schema is version ${version}, this one knows ` +
        `up to ${newestKnown}). Update the workbench, or choose another workspace.`,
    )
  }
  return version
}
