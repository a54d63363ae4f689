import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { copyleftOf } from './copyleft.mjs'
import { crateLicence, crateNotice } from './crates.mjs'
import { standardText } from './licence-texts.mjs'
import { partsOf } from './parts.mjs'
import { chosenLicences } from './spdx.mjs'

/** @typedef {import('./packages.mjs').Licence} Licence */
/** @typedef {{ name: string, version?: string, purl?: string, licenses?: Array<{ expression?: string, license?: { id: string } }> }} Component of a bill of materials (CycloneDX) */

const WHOLE = 'in @napi-rs/canvas'

/** Libraries that its bill of materials names without their notices. @type {Record<string, { name?: string, licence: string, notice?: string, texts: string[] }>} */
const NAMED = {
  brotli: { licence: 'MIT', notice: 'Copyright (c) 2009, 2010, 2013-2016 by the Brotli Authors.', texts: ['MIT'] },
  expat: {
    ...{ licence: 'MIT', texts: ['MIT'] },
    notice: 'Copyright (c) 1998-2000 Thai Open Source Software Center Ltd and Clark Cooper\nCopyright (c) 2001-2025 Expat maintainers',
  },
  freetype: {
    ...{ licence: 'FTL', texts: ['FTL'] },
    notice: 'Portions of this software are copyright © 1996-2025 The FreeType Project (www.freetype.org). All rights reserved.',
  },
  harfbuzz: { licence: 'MIT-Modern-Variant', texts: ['HarfBuzz'] },
  highway: { licence: 'Apache-2.0', notice: 'Copyright 2019-2022 Google LLC', texts: ['Apache-2.0'] },
  icu: { name: 'ICU', licence: 'ICU', texts: ['ICU'] },
  'libjpeg-turbo': { licence: 'BSD-3-Clause AND IJG AND Zlib', texts: ['libjpeg-turbo'] },
  libjxl: { licence: 'BSD-3-Clause', notice: 'Copyright (c) the JPEG XL Project Authors. All rights reserved.', texts: ['BSD-3-Clause'] },
  libpng: { licence: 'libpng-2.0', texts: ['libpng-2.0'] },
  libwebp: { licence: 'BSD-3-Clause', texts: ['libwebp'] },
  wuffs: { licence: 'Apache-2.0', notice: 'Copyright 2017 The Wuffs Authors.', texts: ['Apache-2.0'] },
  zlib: { licence: 'Zlib', notice: 'Copyright (C) 1995-2024 Jean-loup Gailly and Mark Adler', texts: ['Zlib'] },
}

const RUST = [
  ...['Copyright (c) The Rust Project Developers', 'Copyright (c) 2014 Alex Crichton', 'Copyright (c) 2019 The Crossbeam Project Developers'],
  ...['Copyright (c) 2016-2018 The gimli Developers', 'Copyright (c) 2015 The Gimli Developers', 'Copyright (c) 2015 Andrew Gallant'],
  ...["Copyright (c) 2016 Amanieu d'Antras", 'Copyright (c) 2017 Frommi', 'Copyright (c) 2017-2024 oyvindln'],
  'Copyright 2010-2014 Rich Geldreich and Tenacious Software LLC',
].join('\n')

/** What the bill of materials leaves out: the whole, the C libraries within crates, and what the compilers add. @type {import('./parts.mjs').Row[]} */
const UNNAMED = [
  { name: 'Skia', licence: 'BSD-3-Clause', texts: ['Skia'], source: 'https://skia.org', places: ['canvas'] },
  { name: 'libaom', licence: 'BSD-2-Clause', texts: ['libaom'], source: 'https://aomedia.googlesource.com/aom', places: ['canvas'] },
  {
    ...{ name: 'libavif, the C library', licence: 'BSD-2-Clause', notice: 'Copyright 2019 Joe Drago. All rights reserved.', texts: ['BSD-2-Clause'] },
    ...{ source: 'https://github.com/AOMediaCodec/libavif', places: ['canvas'] },
  },
  {
    ...{ name: 'mimalloc', licence: 'MIT', notice: 'Copyright (c) 2018-2025 Microsoft Corporation, Daan Leijen', texts: ['MIT'] },
    ...{ source: 'https://github.com/microsoft/mimalloc', places: ['canvas'] },
  },
  {
    ...{ name: 'libc++ and libc++abi', licence: 'Apache-2.0 WITH LLVM-exception', texts: ['libcxx'] },
    ...{ source: 'https://github.com/llvm/llvm-project', places: ['canvas'] },
  },
  {
    ...{ name: 'Rust’s standard library', licence: 'MIT AND Unicode-3.0', notice: RUST, texts: ['MIT', 'Unicode-3.0'] },
    ...{ source: 'https://github.com/rust-lang/rust', places: ['canvas'] },
  },
]

/**
 * What is linked into the canvas's library, or was used to build it, by its own bill of materials and by what that leaves out.
 *
 * @param {string} root of the project
 * @returns {Licence[]}
 */
export function canvasParts(root) {
  const scope = join(root, 'node_modules', '@napi-rs')
  const platform = readdirSync(scope).find((name) => name.startsWith('canvas-'))
  if (platform === undefined) throw new Error('The canvas for this platform is not installed.')
  /** @type {{ metadata: { component: { version: string } }, components: Component[] }} */
  const { metadata, components } = JSON.parse(readFileSync(join(scope, platform, 'sbom.cdx.json'), 'utf8'))
  const named = components.flatMap((component) => {
    const { name, version, purl = '' } = component
    // The library itself, and the crate that only it is made of.
    if (version === undefined || component.licenses === undefined) return []
    return purl.startsWith('pkg:cargo/') ? [crate(root, component, version)] : library(root, name, version, purl)
  })
  return [...named, ...partsOf(root, WHOLE, `as ${metadata.component.version} has it`, UNNAMED)]
}

/** @param {string} root @param {Component} component @param {string} version @returns {Licence} */
function crate(root, { name, licenses = [] }, version) {
  const licence = crateLicence(name, licenses.map(({ expression, license }) => expression ?? license?.id ?? '').join(' AND '))
  const texts = chosenLicences(licence).map((id) => {
    const text = standardText(root, id)
    if (text === null) throw new Error(`There is no text of the licence ${id}, of the crate ${name}: put it into build/licences/texts.`)
    return text
  })
  const part = `${name} (${WHOLE})`
  return { name: part, version, licence, text: [...copyleftOf(part), crateNotice(name), ...texts], source: `the Rust crate ${name} ${version}`, places: ['canvas'] }
}

/** @param {string} root @param {string} name @param {string} version a commit @param {string} purl */
function library(root, name, version, purl) {
  const known = NAMED[name]
  if (known === undefined) throw new Error(`What ${name} in the canvas's library asks for is not known: look at its licence, and say it here.`)
  const source = new URLSearchParams(purl.replace(/^[^?]*\??/, '')).get('repository_url')
  return partsOf(root, WHOLE, version, [{ name, ...known, source, places: ['canvas'] }])
}
