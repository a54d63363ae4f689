import { copyFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { Installation } from '../../src/main/installation.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const folder = temporaryFolder('installation')

it('notices that its file was replaced by another, were it the same to the byte, or removed', () => {
  const file = join(folder, 'program')
  writeFileSync(file, 'one')
  const installation = new Installation(file)
  expect(installation.isReplaced).toBe(false)
  expect(() => installation.refuseReplaced()).not.toThrow()

  // As dpkg does it: beside, then in its place.
  copyFileSync(file, `${file}.new`)
  renameSync(`${file}.new`, file)
  expect(installation.isReplaced).toBe(true)
  expect(() => installation.refuseReplaced()).toThrow(expect.objectContaining({ code: 'replaced' }) as Error)

  const removed = new Installation(file)
  rmSync(file)
  expect(removed.isReplaced).toBe(true)
})
