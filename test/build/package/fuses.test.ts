import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packedFuses, readFuses, wrongFuses } from '../../../build/package/fuses.mjs'
import { temporaryFolder } from '../support/folder.ts'

/** A file with nothing of a binary but its fuse wire: the sentinel, version 1, eight fuses. */
function binary(fuses: string): string {
  const file = join(temporaryFolder(), 'electron')
  const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
  writeFileSync(file, Buffer.concat([Buffer.alloc(5000, 7), Buffer.from(sentinel), Buffer.from([1, 8]), Buffer.from(fuses), Buffer.alloc(99)]))
  return file
}

test('the fuses are read from the bytes, and each that is not as it should be is named', async () => {
  const right = binary('01001100')
  expect(await readFuses(right)).toEqual(packedFuses)
  expect(await wrongFuses(right)).toEqual([])
  for (let place = 0; place < 8; place++) {
    const bits = '01001100'.split('')
    bits[place] = bits[place] === '1' ? '0' : '1'
    expect(await wrongFuses(binary(bits.join('')))).toHaveLength(1)
  }
  expect(await wrongFuses(binary('r1001100'))).toEqual(['runAsNode is missing, wanted false'])
})

test('what @electron/fuses writes is what is read', async () => {
  const file = binary('10111111')
  await flipFuses(file, {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: packedFuses.runAsNode,
    [FuseV1Options.EnableCookieEncryption]: packedFuses.enableCookieEncryption,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: packedFuses.enableNodeOptionsEnvironmentVariable,
    [FuseV1Options.EnableNodeCliInspectArguments]: packedFuses.enableNodeCliInspectArguments,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: packedFuses.enableEmbeddedAsarIntegrityValidation,
    [FuseV1Options.OnlyLoadAppFromAsar]: packedFuses.onlyLoadAppFromAsar,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: packedFuses.loadBrowserProcessSpecificV8Snapshot,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: packedFuses.grantFileProtocolExtraPrivileges,
  })
  expect(await wrongFuses(file)).toEqual([])
  expect(readFileSync(file)).toHaveLength(5000 + 32 + 2 + 8 + 99)
})
