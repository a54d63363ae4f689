import { copyFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { Installation } from '../../src/main/installation.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const folder = temporaryFolder('installation')

it('notices that its file was replaced by another, were it the same to the byte, or removed', () => {
  const file = join(folder, 'program')
  writeFileSync(file, 'one')
  const installation = new Installation(file)
  expect(installation.change).toBeNull()
  expect(() => installation.refuseReplaced()).not.toThrow()

  // As dpkg does it: beside, then in its place.
  copyFileSync(file, `${file}.new`)
  renameSync(`${file}.new`, file)
  expect(installation.change).toBe('updated')
  expect(() => installation.refuseReplaced()).toThrow(expect.objectContaining({ code: 'replaced' }) as Error)

  const removed = new Installation(file)
  rmSync(file)
  expect(removed.change).toBe('removed')
  expect(() => removed.refuseReplaced()).toThrow('was removed')
})

it('knows no change of what cannot be asked after, or is no program of its own', () => {
  const circle = join(folder, 'circle')
  symlinkSync(circle, circle)
  for (const file of [null, circle, join(folder, 'nowhere'), join(folder, 'program', 'below')]) expect(new Installation(file).change).toBeNull()
  const file = join(folder, 'turned')
  writeFileSync(file, '')
  const installation = new Installation(file)
  rmSync(file)
  symlinkSync(file, file)
  expect(installation.change).toBe('removed')
})
