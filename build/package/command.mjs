import { Reporter } from '../setup/reporter.mjs'
import { ensureSetup } from '../setup/ensure.mjs'
import { APPLICATION, makeApplicationFolder, makeTestableFolder } from './application-folder.mjs'

/** What `npm run package` does. */
export async function packageCommand() {
  await ensureSetup('start')
  const reporter = new Reporter()
  const startedAt = Date.now()
  await makeApplicationFolder()
  await makeTestableFolder()
  reporter.done(`the application's folder: ${APPLICATION}`, Date.now() - startedAt)
}
