import Database from 'better-sqlite3'
import type { About } from '../../shared/contract/app.ts'
import { unsuitableProcessor } from '../tensorflow/processor.ts'
import { intendedElectron } from './intended-electron.ts'

function sqliteVersion(): string {
  const database = new Database(':memory:')
  try {
    return String(database.prepare('SELECT sqlite_version()').pluck().get())
  } finally {
    database.close()
  }
}

/** Nothing of the library is asked for where it cannot run. */
export async function tensorflowVersion(): Promise<string> {
  if (unsuitableProcessor() !== null) return 'not on this processor'
  return (await import('../engine/native/c-api.ts')).tensorflowVersion()
}

/** What the application is made of, for the About box and for reports of faults. */
export function about(version: string, tensorflow: string, workspace: string): About {
  const { electron, chrome, node } = process.versions
  const fallbackRuntime = electron !== intendedElectron
  return { version, electron, fallbackRuntime, chrome, node, sqlite: sqliteVersion(), tensorflow, workspace }
}
