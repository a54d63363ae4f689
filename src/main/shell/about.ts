import Database from 'better-sqlite3'
import type { About } from '../../shared/contract/app.ts'
import { intendedElectron } from './intended-electron.ts'

function sqliteVersion(): string {
  const database = new Database(':memory:')
  try {
    return String(database.prepare('SELECT sqlite_version()').pluck().get())
  } finally {
    database.close()
  }
}

/** What the application is made of, for the About box and for reports of faults. */
export function about(version: string, tensorflow: string, workspace: string): About {
  const { electron, chrome, node } = process.versions
  const fallbackRuntime = electron !== intendedElectron
  return { version, electron, fallbackRuntime, chrome, node, sqlite: sqliteVersion(), tensorflow, workspace }
}
