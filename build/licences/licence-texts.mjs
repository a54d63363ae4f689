import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { copyrightNotices, isDedication } from './notices.mjs'
import { chosenLicences } from './spdx.mjs'

// Not beside this file: where Vite bundles it with its configuration it lies elsewhere.
const texts = ['build', 'licences', 'texts']

/** @param {string} root of the project @param {string} name of a file in texts/ */
export function ownText(root, name) {
  return trimmed(readFileSync(join(root, ...texts, `${name}.txt`), 'utf8'))
}

/** @param {string} root of the project @param {string} licence a name of SPDX @returns {string | null} null: there is none of that name */
export function standardText(root, licence) {
  const name = licence.replace(/-or-later$/, '')
  return existsSync(join(root, ...texts, `${name}.txt`)) ? ownText(root, name) : null
}

/** Without empty lines around it; the first line keeps its indentation: titles are centred. @param {string} text */
function trimmed(text) {
  return text.replace(/^\s*\n/, '').trimEnd()
}

const packageTextFile = /^(licen[cs]e|copying|notice)([.-].*)?$/i

/** Packages of one binary for one platform come without a text: it is that of the package which loads them. @type {[string, string][]} */
const BINARIES_OF = [
  ['@napi-rs/canvas-', '@napi-rs/canvas'],
  ['@koromix/koffi-', 'koffi'],
]

/** Who has the copyright, by the headers of the sources, where neither a text nor package.json says it. @type {[RegExp, string][]} */
const NOTICES = [
  [/^@bufbuild\/protobuf$/, 'Copyright 2021-2026 Buf Technologies, Inc.\nCopyright 2008 Google Inc.  All rights reserved.'],
  [/^@tensorflow\//, 'Copyright 2017-2024 Google LLC. All Rights Reserved.'],
  [/^detect-libc$/, 'Copyright 2017 Lovell Fuller and others.'],
  [/^long$/, 'Copyright 2013 Daniel Wirtz\nCopyright 2009 The Closure Library Authors. All Rights Reserved.'],
  [/^mediabunny$/, 'Copyright (c) 2026-present, Vanilagy and contributors'],
  [/^seedrandom$/, 'Copyright 2019 David Bau.'],
]

/**
 * What a package says of its licence, all of its files of that kind, below the copyright notice where they have none; where
 * it comes without one, the texts that its licence's name stands for.
 *
 * @param {string} root of the project
 * @param {string} directory of an npm package
 * @param {{ name: string, license?: unknown, author?: unknown }} manifest its package.json
 * @returns {string[]}
 */
export function packageText(root, directory, manifest) {
  const loader = BINARIES_OF.find(([prefix]) => manifest.name.startsWith(prefix))?.[1]
  const own = textFiles(loader === undefined ? directory : join(root, 'node_modules', loader))
  const said = own.length > 0 ? own : standardTexts(root, String(manifest.license))
  if (said.some((text) => copyrightNotices(text).length > 0 || isDedication(text))) return said
  return [NOTICES.find(([name]) => name.test(manifest.name))?.[1] ?? holder(manifest), ...said]
}

/** @param {string} directory */
function textFiles(directory) {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isFile() && packageTextFile.test(entry.name))
    .map((entry) => trimmed(readFileSync(join(directory, entry.name), 'utf8')))
}

/** @param {string} root of the project @param {string} licence an SPDX expression */
function standardTexts(root, licence) {
  return chosenLicences(licence).map((name) => {
    const text = standardText(root, name)
    if (text === null) throw new Error(`There is no text of the licence ${name}: put it into build/licences/texts.`)
    return text
  })
}

/** @param {{ name: string, author?: unknown }} manifest @returns {string} */
function holder({ name, author }) {
  const known = typeof author === 'string' ? author : /** @type {{ name?: string } | undefined} */ (author)?.name
  if (known === undefined) throw new Error(`Nothing in ${name} says who has the copyright: look at its sources, and say it here.`)
  return `Copyright ${known}`
}
