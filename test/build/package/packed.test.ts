import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { extractFile } from '@electron/asar'
import { makeApplicationFolder, makeTestableFolder } from '../../../build/package/application-folder.mjs'
import { elfFiles } from '../../../build/package/elf.mjs'
import { wrongFuses } from '../../../build/package/fuses.mjs'
import { filesIn, filesInArchive, forbiddenIn } from '../../../build/package/inventory.mjs'
import { MINIFIED } from '../../../build/package/minified.mjs'
import { APPLICATION, NAME, TESTABLE } from '../../../build/package/names.mjs'
import { LIMITS } from '../../../build/package/space.mjs'
import { sha256OfFile } from '../../../build/setup/digest.mjs'

const root = join(import.meta.dirname, '../../..')
const archive = join(APPLICATION, 'resources/app.asar')
const stale = join(root, MINIFIED, 'tfjs-core/dist/stale.node.js')
const placed = ['electron/dist/electron', 'electron/dist/libEGL.so', '@tensorflow/tfjs-node/deps/lib/libtensorflow_cc.so.2']
const digestsOfPlaced = () => Promise.all(placed.map((file) => sha256OfFile(join(root, 'node_modules', file))))

/** The real thing, packed from the bundle that is there; what it runs on is read from it, not from its configuration. */
describe('the packed application', () => {
  let before: string[]

  beforeAll(async () => {
    before = await digestsOfPlaced()
    // Of an earlier version of the packages that are minified.
    mkdirSync(dirname(stale), { recursive: true })
    writeFileSync(stale, 'stale')
    await makeApplicationFolder()
    await makeTestableFolder()
  }, 300_000)

  test('has every fuse as it has to be', async () => {
    expect(await wrongFuses(join(APPLICATION, NAME))).toEqual([])
  })

  test('lets a debugger in only in the folder for Playwright', async () => {
    expect(await wrongFuses(join(TESTABLE, NAME))).toEqual(['enableNodeCliInspectArguments is true, wanted false'])
  })

  test('leaves set-up’s own files, which its files were links to, as they were', async () => {
    expect(await digestsOfPlaced()).toEqual(before)
  })

  test('holds nothing that must not be in it', async () => {
    expect(await forbiddenIn(APPLICATION)).toEqual([])
  })

  test('holds nothing that was minified before and is not any more', () => {
    const files = filesInArchive(archive, '').map(({ path }) => path)
    expect(files.filter((path) => path.endsWith('/tf-core.node.js'))).toHaveLength(1)
    expect(files.filter((path) => path.endsWith(basename(stale)))).toEqual([])
  })

  test('is no larger than it may be', async () => {
    const bytes = (await filesIn(APPLICATION)).reduce((sum, file) => sum + file.bytes, 0)
    expect(bytes / 1024 / 1024).toBeLessThan(LIMITS.installed)
  })

  test('has every package that the bundle imports', () => {
    const files = filesInArchive(archive, '').map(({ path }) => path.slice(1))
    const scripts = files.filter((path) => /^out\/main\/.*\.js$/.test(path))
    expect(scripts.length).toBeGreaterThan(5)
    const imported = new Set(scripts.flatMap((path) => packagesIn(extractFile(archive, path).toString('utf8'))))
    expect([...imported]).toContain('@tensorflow/tfjs-node')
    const missing = [...imported].filter((name) => !files.includes(`node_modules/${name}/package.json`))
    expect(missing).toEqual([])
  })

  test('has what the linker opens beside the archive, without symbols for a debugger', async () => {
    const files = await elfFiles(APPLICATION)
    // Of better-sqlite3 the binary that was built, or the one in the package.
    for (const name of [/libtensorflow_framework\.so\.2$/, /libtensorflow_cc\.so\.2$/, /better_sqlite3\.node$|prebuilds\/linux-x64\.node$/, /koffi\.node$/]) {
      expect(files.filter((file) => name.test(file))).toHaveLength(1)
    }
    expect(files.filter(hasSymbolTable)).toEqual([])
    expect(statSync(archive).size).toBeLessThan(16 * 1024 * 1024)
  })
})

/** What a bundle imports by name, but for Node's own and Electron's. */
function packagesIn(source: string): string[] {
  const named = [...source.matchAll(/\bfrom ?"([^".][^"]*)"|\bfrom ?'([^'.][^']*)'/g)].map(([, one, other]) => one ?? other ?? '')
  return named
    .filter((name) => !name.startsWith('node:') && !builtinModules.includes(name) && name !== 'electron')
    .map((name) => name.split('/').slice(0, name.startsWith('@') ? 2 : 1).join('/'))
    .filter((name) => /^(@[\w-]+\/)?[\w.-]+$/.test(name))
}

/** Whether a 64-bit ELF file has a section of type SHT_SYMTAB (elf(5)). */
function hasSymbolTable(file: string): boolean {
  const bytes = readFileSync(file)
  const [start, size, count] = [Number(bytes.readBigUInt64LE(0x28)), bytes.readUInt16LE(0x3a), bytes.readUInt16LE(0x3c)]
  return Array.from({ length: count }, (_, index) => bytes.readUInt32LE(start + index * size + 4)).includes(2)
}
