import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { checkDestination } from '../../src/main/export/destination.ts'
import { writeFileAtomically, writeFolderAtomically } from '../../src/main/export/atomic-output.ts'
import { refusal } from '../support/refusal.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

// Also as root, whom no permission stops.
const protectedFile = /is write-protected, so it is not replaced\. Change its permissions/
const protectedFolder = /cannot be written: its folder is write-protected\. Change the folder’s permissions/

function fileIn(folder: string, mode: number): string {
  const file = join(folder, 'figure.gif')
  writeFileSync(file, 'mine')
  chmodSync(file, mode)
  return file
}

describe('a target that is write-protected', () => {
  it('is not replaced by a file, also where a link leads to it', async () => {
    const folder = temporaryFolder('protected file')
    const file = fileIn(folder, 0o444)
    const link = join(folder, 'link.gif')
    symlinkSync('figure.gif', link)
    for (const path of [file, link]) {
      await expect(writeFileAtomically(path, (handle) => handle.writeFile('other'))).rejects.toThrow(refusal('permission-denied', protectedFile))
      await expect(writeFileAtomically(path, (handle) => handle.writeFile('other'))).rejects.toThrow(`“${path}”`)
      // Before an export does any work.
      await expect(checkDestination({ kind: 'manifold', experimentId: 'abcd1234', out: path }, folder)).rejects.toThrow(refusal('permission-denied', path))
    }
    expect(readFileSync(file, 'utf8')).toBe('mine')
    expect(readdirSync(folder).sort()).toEqual(['figure.gif', 'link.gif'])
    chmodSync(file, 0o200)
    expect(await writeFileAtomically(file, (handle) => handle.writeFile('other'))).toBe(5)
  })

  it('is not replaced by a folder', async () => {
    const folder = temporaryFolder('protected folder')
    const path = join(folder, 'events')
    mkdirSync(path, 0o555)
    await expect(writeFolderAtomically(path, () => Promise.resolve())).rejects.toThrow(refusal('permission-denied', protectedFile))
    expect(readdirSync(folder)).toEqual(['events'])
  })

  it('lets nothing into it, or beside what is in it', async () => {
    const folder = join(temporaryFolder('within protected'), 'archive')
    mkdirSync(folder)
    fileIn(folder, 0o644)
    chmodSync(folder, 0o555)
    onTestFinished(() => chmodSync(folder, 0o755))
    for (const name of ['figure.gif', 'new.gif']) {
      await expect(writeFileAtomically(join(folder, name), () => Promise.resolve())).rejects.toThrow(refusal('permission-denied', protectedFolder))
    }
    await expect(writeFolderAtomically(join(folder, 'events'), () => Promise.resolve())).rejects.toThrow(refusal('permission-denied', protectedFolder))
    expect(readdirSync(folder)).toEqual(['figure.gif'])
  })

  it('may be immutable, which stops root too', async ({ skip }) => {
    const folder = temporaryFolder('immutable')
    const file = fileIn(folder, 0o644)
    try {
      execFileSync('chattr', ['+i', file], { stdio: 'ignore' })
    } catch {
      // Not on every file system, nor in every container.
      skip()
    }
    onTestFinished(() => void execFileSync('chattr', ['-i', file]))
    await expect(writeFileAtomically(file, () => Promise.resolve())).rejects.toThrow(refusal('permission-denied', protectedFile))
    expect(readdirSync(folder)).toEqual(['figure.gif'])
  })
})
