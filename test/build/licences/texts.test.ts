import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { COPYLEFT, copyleftOf } from '../../../build/licences/copyleft.mjs'
import { readLicences } from '../../../build/licences/licence-files.mjs'
import { copyrightNotices, isDedication } from '../../../build/licences/notices.mjs'
import { chosenLicences, debianName } from '../../../build/licences/spdx.mjs'

type Part = ReturnType<typeof readLicences>[number]

// Of the last build.
const list = readLicences(join(resolve(import.meta.dirname, '../../..'), 'out'))

/** What is found in every text of a licence, but for how its lines are broken. */
const WORDS: Record<string, string> = {
  MIT: 'Permission is hereby granted',
  ISC: 'fee is hereby granted',
  'BSD-2-Clause': 'Redistribution and use in source and binary forms',
  'BSD-3-Clause': 'Redistribution and use in source and binary forms',
  'Apache-2.0': 'TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION',
  'Apache-2.0 WITH LLVM-exception': 'LLVM Exceptions to the Apache 2.0 License',
  'MPL-2.0': 'Covered Software is provided under this License on an "as is" basis',
  'LGPL-2.1-or-later': 'GNU LESSER GENERAL PUBLIC LICENSE',
  'OFL-1.1': 'SIL OPEN FONT LICENSE Version 1.1',
  'CC-BY-SA-3.0': 'Attribution-ShareAlike 3.0 Unported',
  FTL: 'The FreeType Project LICENSE',
  ICU: 'COPYRIGHT AND PERMISSION NOTICE',
  'Unicode-3.0': 'UNICODE LICENSE V3',
  IJG: "this software is based in part on the work of the Independent JPEG Group",
  Zlib: "This software is provided 'as-is'",
  'libpng-2.0': 'PNG Reference Library License version 2',
  'MIT-Modern-Variant': 'without written agreement and without license or royalty fees',
  'Bitstream-Vera': 'Bitstream Vera Fonts Copyright',
  OpenSSL: 'The OpenSSL Project',
  curl: 'Permission to use, copy, modify, and distribute this software for any purpose',
  'LicenseRef-Ooura': 'You may use, copy, modify and distribute this code',
  'public-domain': 'dedicated to the public domain',
}

/** Without what build/licences/copyleft.mjs says of it. */
function itsOwnWords({ name, text }: Pick<Part, 'name' | 'text'>): string {
  const given = copyleftOf(name)
  return text.filter((piece) => !given.includes(piece)).join('\n\n')
}

function faultsOf(part: Pick<Part, 'name' | 'licence' | 'text'>): string[] {
  const text = itsOwnWords(part)
  const flat = text.replace(/[\s*#/]+/g, ' ')
  const missing = chosenLicences(part.licence).filter((licence) => !flat.includes((WORDS[licence] ?? licence).replace(/[\s*#/]+/g, ' ')))
  return [
    ...missing.map((licence) => `${part.name}: no text of ${licence}`),
    ...(copyrightNotices(text).length > 0 || isDedication(text) ? [] : [`${part.name}: whose it is is not said`]),
    ...(/comes with its source|Copyright the authors|\[copyright\]/i.test(text) ? [`${part.name}: a placeholder`] : []),
  ]
}

describe('the text of each part that ships', () => {
  it('is that of its licence, and says whose it is', () => {
    expect(list.flatMap(faultsOf)).toEqual([])
  })

  it('is no placeholder', () => {
    const part = { name: 'zlib', licence: 'Zlib', text: ['Linked into the library of the canvas. Its text comes with its source.'] }
    expect(faultsOf(part)).toEqual(['zlib: no text of Zlib', 'zlib: whose it is is not said', 'zlib: a placeholder'])
    const apache = list.find(({ name }) => name === 'libtensorflow')?.text.at(-1) ?? ''
    expect(faultsOf({ name: 'it', licence: 'Apache-2.0', text: [apache] })).toEqual(['it: whose it is is not said'])
    expect(faultsOf({ name: 'it', licence: 'Apache-2.0', text: ['Copyright 2026 Somebody', apache] })).toEqual([])
  })
})

const ASKS_FOR_MORE = /\b(?:[AL]?GPL|MPL|OFL|CC-BY-SA|EPL|CDDL|EUPL)-/
const TITLES = /GNU (?:Lesser |Library |Affero )?General Public License|Mozilla Public License|SIL Open Font License|ShareAlike/i

describe('a licence that asks for more than its notice', () => {
  const asking = list.filter((part) => ASKS_FOR_MORE.test(part.licence) || TITLES.test(itsOwnWords(part).replace(/\s+/g, ' ')))

  it('is named with what is done for it, in the part’s text', () => {
    expect(asking.length).toBeGreaterThan(10)
    expect(asking.filter(({ name, text }) => copyleftOf(name).length !== 1 || !text.includes(copyleftOf(name)[0] ?? '')).map(({ name }) => name)).toEqual([])
  })

  it('has a source where it asks for it', () => {
    const forSource = list.filter(({ licence }) => /GPL|MPL/.test(licence))
    expect(forSource.map(({ name }) => name)).toContain('FFmpeg (in Electron)')
    expect(forSource.filter(({ name, source }) => source === null || !copyleftOf(name).join().includes('source')).map(({ name }) => name)).toEqual([])
  })

  it('is of something that ships', () => {
    expect(COPYLEFT.filter(({ parts }) => !list.some(({ name }) => parts.test(name)))).toEqual([])
  })

  it('is none that cannot be met', () => {
    const refused = /(?:^|[^L])GPL|SSPL|BUSL|UNLICENSED|Commons-Clause|-N[CD]\b/i
    expect(list.filter(({ licence }) => refused.test(licence))).toEqual([])
  })
})

it('the lines that say whose it is are told from the words of a licence', () => {
  expect(copyrightNotices('Copyright (c) 2015 Andrew Gallant\n * Copyright © 2011, Some Body. All rights reserved.')).toEqual(['2015 Andrew Gallant', '2011, Some Body'])
  expect(copyrightNotices('Copyright (c) 1994\n The Regents of the\n University\n\nAnything')).toEqual(['1994 The Regents of the University'])
  expect(copyrightNotices('the above copyright notice\nCopyright [yyyy] [name of copyright owner]\n(c) You must retain\nCOPYRIGHT HOLDERS BE LIABLE')).toEqual([])
})

it('of licences to choose from one is taken', () => {
  expect(chosenLicences('MIT OR Apache-2.0')).toEqual(['MIT'])
  expect(chosenLicences('Apache-2.0 / MIT')).toEqual(['MIT'])
  expect(chosenLicences('(MIT OR Apache-2.0) AND Unicode-3.0')).toEqual(['MIT', 'Unicode-3.0'])
  expect(chosenLicences('(Apache-2.0 AND BSD-3-Clause)')).toEqual(['Apache-2.0', 'BSD-3-Clause'])
  expect(debianName('MIT')).toBe('Expat')
})
