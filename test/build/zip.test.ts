import AdmZip from 'adm-zip'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { unzip, zipEntries } from '../../build/setup/zip.mjs'
import { temporaryFolder } from './support/folder.ts'

const EXECUTABLE = 0o755
const SYMBOLIC_LINK = 0o120777
const BIG = Buffer.concat([randomBytes(700_000), Buffer.alloc(700_000)])

/** Written by another implementation. */
function archive(fill: (zip: AdmZip) => void): string {
  const zip = new AdmZip()
  fill(zip)
  const file = join(temporaryFolder(), 'archive.zip')
  writeFileSync(file, zip.toBuffer())
  return file
}

function sample(): string {
  return archive((zip) => {
    zip.addFile('folder/', Buffer.alloc(0))
    zip.addFile('folder/big', BIG, '', EXECUTABLE)
    zip.addFile('folder/empty', Buffer.alloc(0))
    zip.addFile('folder/ümlaut', Buffer.from('text'))
    zip.addFile('other', Buffer.from('text'), 'a comment')
    zip.addZipComment('a comment of the archive')
  })
}

describe('unzip', () => {
  it('unpacks what is given a place, with its permissions', async () => {
    const folder = temporaryFolder()
    await unzip(sample(), folder, (name) => (name.startsWith('folder/') ? name.slice('folder/'.length) : null))
    expect(readFileSync(join(folder, 'big')).equals(BIG)).toBe(true)
    expect(statSync(join(folder, 'big')).mode & 0o777).toBe(0o755)
    expect(readFileSync(join(folder, 'empty'))).toHaveLength(0)
    expect(readFileSync(join(folder, 'ümlaut'), 'utf8')).toBe('text')
    expect(existsSync(join(folder, 'other'))).toBe(false)
  })

  it('makes symbolic links', async () => {
    const file = archive((zip) => {
      const entry = zip.addFile('link', Buffer.from('target'))
      entry.attr = (SYMBOLIC_LINK << 16) >>> 0
    })
    const folder = temporaryFolder()
    await unzip(file, folder, (name) => name)
    expect(readlinkSync(join(folder, 'link'))).toBe('target')
  })

  it('notices damage', async () => {
    const file = sample()
    const big = (await zipEntries(file)).find(({ name }) => name === 'folder/big')
    const bytes = readFileSync(file)
    const at = (big?.offset ?? 0) + 200_000
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
    writeFileSync(file, bytes)
    const complaint = /folder\/big in the ZIP archive is damaged|invalid/
    await expect(unzip(file, temporaryFolder(), (name) => name)).rejects.toThrow(complaint)
  })

  it('does not leave its folder', async () => {
    await expect(unzip(sample(), temporaryFolder(), (name) => `../${name}`)).rejects.toThrow(/leads out of its folder/)
  })

  it('refuses what is no archive', async () => {
    const file = join(temporaryFolder(), 'text')
    writeFileSync(file, 'not a ZIP archive, but long enough to look for one')
    await expect(unzip(file, temporaryFolder(), (name) => name)).rejects.toThrow(/is not a ZIP archive/)
  })
})
