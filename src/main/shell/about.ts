import Database from 'better-sqlite3'
import type { About } from '../../shared/contract/app.ts'

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
  return { version, electron, chrome, node, sqlite: sqliteVersion(), tensorflow, workspace }
}

export function describeAbout({ version, electron, chrome, node, sqlite, tensorflow, workspace }: About): string {
  return [
    `Version ${version}`,
    `Electron ${electron}, Chromium ${chrome}, Node ${node}`,
    `TensorFlow ${tensorflow}, SQLite ${sqlite}`,
    `Workspace: ${workspace}`,
  ].join('\n')
}
