import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readLicences } from '../../../build/licences/licence-files.mjs'
import { packageDirectory, packageLicence } from '../../../build/licences/packages.mjs'
import { runtimeParts } from '../../../build/licences/runtime-parts.mjs'
import { TENSORFLOW_VERSION } from '../../../build/setup/platforms.mjs'
import { readLicences as asShown } from '../../../src/main/shell/licences.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const root = resolve(import.meta.dirname, '../../..')
// Of the last build.
const list = readLicences(join(root, 'out'))
const names = new Set(list.map(({ name }) => name))

/** The packages that the sources name in their imports, types aside. */
function imported(): Set<string> {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) => /\.(ts|svelte)$/.test(name))
  const found = new Set<string>()
  for (const source of sources) {
    const text = readFileSync(join(root, 'src', source), 'utf8')
    for (const [, specifier = ''] of text.matchAll(/^\s*import (?!type )(?:[^'"]*? from )?['"]([^.'"][^'"]*)['"]/gm)) {
      if (specifier.startsWith('node:') || specifier === 'electron') continue
      found.add(specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/'))
    }
  }
  return found
}

describe('the licences of what ships', () => {
  it('names every package that the sources import', () => {
    const wanted = imported()
    expect(wanted.size).toBeGreaterThan(12)
    expect([...wanted].filter((name) => !names.has(name))).toEqual([])
  })

  it('names every package that npm installs for production, but types', () => {
    const folders = execFileSync('npm', ['ls', '--omit=dev', '--all', '--parseable'], { cwd: root, encoding: 'utf8' }).trim().split('\n')
    const wanted = folders.slice(1).map((folder) => folder.replace(/^.*node_modules\//, ''))
    expect(wanted.length).toBeGreaterThan(100)
    expect(wanted.filter((name) => !names.has(name) && !/^(@types\/.*|@webgpu\/types|undici-types)$/.test(name))).toEqual([])
  })

  it('names what is native', () => {
    const native = ['Electron', 'libtensorflow', 'SQLite', 'DejaVu Sans', 'MNIST', '@fontsource-variable/inter', 'The typefaces of KaTeX']
    const electron = ['Chromium', 'Node.js', 'V8', 'FFmpeg', 'ANGLE', 'ICU'].map((name) => `${name} (in Electron)`)
    const tensorflow = ['Eigen', 'oneDNN', 'hwloc', 'Abseil', 'BoringSSL'].map((name) => `${name} (in libtensorflow)`)
    const canvas = ['Skia', 'harfbuzz', 'libaom', 'mimalloc', 'Rust’s standard library'].map((name) => `${name} (in @napi-rs/canvas)`)
    expect([...native, ...electron, ...tensorflow, ...canvas].filter((name) => !names.has(name))).toEqual([])
    expect(list.find(({ name }) => name === 'libtensorflow')?.version).toBe(TENSORFLOW_VERSION)
  })

  it('is made without the runtime where none was installed, for the command line', () => {
    expect(runtimeParts(temporaryFolder('no-runtime'))).toEqual([])
  })

  it('is what the window shows', () => {
    expect(asShown(join(root, 'out'))).toEqual(
      list.map(({ name, version, licence, text, source }) => ({ name, version, licence, text: text.join('\n\n'), source })),
    )
  })

  it('is a text, too', () => {
    const text = readFileSync(join(root, 'out', 'licences.txt'), 'utf8')
    expect(list.filter((entry) => !text.includes(`${entry.name} ${entry.version}: ${entry.licence}`))).toEqual([])
    expect(list.filter((entry) => entry.text.some((piece) => !text.includes(piece)))).toEqual([])
  })
})

it('a module is found in the package that it is of', () => {
  const modules = join(root, 'node_modules')
  expect(packageDirectory(join(modules, 'zod', 'v4', 'core', 'index.js'))).toBe(join(modules, 'zod'))
  expect(packageDirectory(`\0${join(modules, 'katex', 'dist', 'katex.min.css')}?inline`)).toBe(join(modules, 'katex'))
  expect(packageDirectory(join(root, 'src', 'main', 'index.ts'))).toBeNull()
  expect(packageLicence(root, join(modules, 'svelte-toolbelt'))).toMatchObject({ licence: 'MIT' })
})
