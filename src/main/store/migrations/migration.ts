import type { Connection } from '../connection.ts'

/** Brings the schema from version − 1 to `version`, data included. It runs inside a transaction. */
export interface Migration {
  version: number
  run(connection: Connection): void
}
