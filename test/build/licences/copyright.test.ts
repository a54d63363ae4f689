import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { debianCopyright, partsIn } from '../../../build/licences/debian-copyright.mjs'
import { readLicences } from '../../../build/licences/licence-files.mjs'
import { FORBIDDEN } from '../../../build/package/contents.mjs'
import { filesIn, filesInArchive } from '../../../build/package/inventory.mjs'
import { APPLICATION } from '../../../build/package/names.mjs'

const root = resolve(import.meta.dirname, '../../..')
const list = readLicences(join(root, 'out'))
const text = debianCopyright(readFileSync(join(root, 'build/package/linux/copyright'), 'utf8'), root, list)

type Stanza = Record<string, string>

/** Fields by name, as deb822 has them: a line that begins with a space goes on with the field above it. */
function parse(file: string): Stanza[] {
  return file
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => {
      const fields = paragraph.split(/\n(?! )/).map((field) => /^([A-Za-z-]+):\s*([\s\S]*)$/.exec(field))
      expect(fields).not.toContain(null)
      return Object.fromEntries(fields.map((field) => [field?.[1] ?? '', field?.[2] ?? '']))
    })
}

const stanzas = parse(text)
const files = stanzas.filter((stanza) => stanza.Files !== undefined)
const licences = stanzas.filter((stanza) => stanza.Files === undefined && stanza.License !== undefined)

const patternsOf = (stanza: Stanza): string[] => (stanza.Files ?? '').split(/\s+/)
/** What is below the first line is a text. */
const namesOf = ({ License = '' }: Stanza): string[] => License.replace(/\n[\s\S]*/, '').split(' and ')

function matches(pattern: string, path: string): boolean {
  return new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`).test(path)
}

/** The last that matches counts. */
function stanzaOf(path: string): Stanza | undefined {
  return files.findLast((stanza) => patternsOf(stanza).some((pattern) => matches(pattern, path)))
}

const HOME = 'usr/lib/manifold-workbench'
const recorded = readFileSync(join(import.meta.dirname, 'packed-files.txt'), 'utf8').trim().split('\n')
// What electron-builder has finished: the licences are packed last.
const isPacked = existsSync(join(APPLICATION, 'LICENSES.chromium.html.gz'))
const packed = isPacked ? (await filesIn(APPLICATION)).map(({ path }) => `${HOME}/${path}`) : []

/** Made for the workbench, in its own repository. */
const OWN = /^usr\/(bin|share)\/|^usr\/lib\/manifold-workbench\/resources\/resources\/icons\//

describe('debian/copyright', () => {
  it('is in the format that it names', () => {
    expect(stanzas[0]).toMatchObject({ Format: 'https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/' })
    expect(files.filter((stanza) => !stanza.Copyright || !stanza.License)).toEqual([])
    expect(text).not.toMatch(/@[A-Z]+@|undefined/)
  })

  it('takes nothing for the workbench’s own that is not', () => {
    const foreign = [...new Set([...recorded, ...packed])].filter((path) => !OWN.test(path))
    expect(foreign.length).toBeGreaterThan(25)
    expect(foreign.filter((path) => stanzaOf(path)?.Files === '*')).toEqual([])
    expect(recorded.filter((path) => OWN.test(path) && stanzaOf(path)?.Files !== '*')).toEqual([])
  })

  it('has no pattern that fits nothing', () => {
    const patterns = files.flatMap(patternsOf)
    const there = isPacked ? packed : recorded
    expect(patterns.filter((pattern) => !there.some((path) => matches(pattern, path)))).toEqual([])
  })

  it('is held against no file that must not be packed', () => {
    expect(recorded.filter((path) => FORBIDDEN.some(({ pattern }) => pattern.test(path)))).toEqual([])
  })

  it.each([
    ['libffmpeg.so', ['LGPL-2.1+']],
    ['libGLESv2.so', ['BSD-3-clause']],
    ['icudtl.dat', ['ICU']],
    ['manifold-workbench', ['BSD-3-clause', 'Expat', 'LGPL-2.1+']],
    ['resources/app.asar', ['Apache-2.0', 'BSD-3-clause', 'Expat', 'ISC', 'MPL-2.0', 'OFL-1.1']],
    ['resources/app.asar.unpacked/node_modules/@napi-rs/canvas-linux-x64-gnu/skia.linux-x64-gnu.node', ['BSD-3-clause', 'FTL', 'MPL-2.0', 'Zlib']],
    ['resources/app.asar.unpacked/node_modules/@tensorflow/tfjs-node/deps/lib/libtensorflow_cc.so.2', ['Apache-2.0', 'MPL-2.0']],
    ['resources/app.asar.unpacked/node_modules/better-sqlite3/build/Release/better_sqlite3.node', ['Expat', 'public-domain-dedication']],
    ['resources/resources/datasets/mnist/train-images-idx3-ubyte.gz', ['CC-BY-SA-3.0']],
    ['resources/resources/fonts/DejaVuSans.ttf', ['Bitstream-Vera']],
  ])('says under what %s is', (path, expected) => {
    const stanza = stanzaOf(`${HOME}/${path}`) ?? {}
    expect(namesOf(stanza)).toEqual(expect.arrayContaining(expected))
    expect(stanza.Comment).toMatch(/Of: \S/)
  })

  it('says where the source of FFmpeg is', () => {
    expect(stanzaOf(`${HOME}/libffmpeg.so`)?.Comment?.replace(/\s+/g, ' ')).toContain("in the folder third_party/ffmpeg of Chromium's source")
  })

  it('has the text of every licence that it names, and of no other', () => {
    const named = new Set(files.filter(({ License = '' }) => !License.includes('\n')).flatMap(namesOf))
    expect(licences.flatMap(namesOf).toSorted()).toEqual([...named].toSorted())
    expect(licences.filter(({ License = '' }) => License.split('\n').slice(1).join('').trim().length < 60)).toEqual([])
  })

  it('leaves what Debian has to Debian, which lintian asks for', () => {
    expect(text).not.toMatch(/TERMS AND CONDITIONS FOR USE, REPRODUCTION|GNU LESSER GENERAL PUBLIC LICENSE\n|Mozilla Public License Version 2\.0\n|Temple Place/)
  })

  it.skipIf(!isPacked)('names every package that is in the archive', () => {
    const archive = filesInArchive(join(APPLICATION, 'resources/app.asar'), '')
    const packages = new Set(archive.map(({ path }) => /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter((name) => name !== undefined))
    const named = new Set(partsIn(list, 'archive').map(({ name }) => name))
    expect(packages.size).toBeGreaterThan(20)
    expect([...packages].filter((name) => !named.has(name))).toEqual([])
  })
})
