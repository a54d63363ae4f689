import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, onTestFinished } from 'vitest'

/** A folder of this test file's own, gone after its last test; one that a test asks for is gone after that. */
export function temporaryFolder(name: string): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `${name} `)))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  if (expect.getState().currentTestName === undefined) afterAll(remove)
  else onTestFinished(remove)
  return folder
}
