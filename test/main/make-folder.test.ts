import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeFolder } from '../../src/main/make-folder.ts'
import { refusal } from '../support/refusal.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const folder = temporaryFolder('make folder')

describe('makeFolder', () => {
  it('makes what is missing, and minds nothing that is there', () => {
    const path = join(folder, 'a', 'b ä', 'c')
    makeFolder(path)
    makeFolder(path)
    expect(existsSync(path)).toBe(true)
  })

  it('refuses a file in the way, of that name or above it', () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    expect(() => makeFolder(file)).toThrow(refusal('usage', file))
    expect(() => makeFolder(join(file, 'below', 'it'))).toThrow(refusal('usage', file))
  })

  it.runIf(process.platform === 'linux')('comes back where the file system refuses with ENOENT', () => {
    expect(() => makeFolder('/proc/manifold/workbench')).toThrow(refusal('not-found', '/proc/manifold'))
  })
})
