import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makePackages } from '../../../build/package/make-packages.mjs'
import { officialElectronVersion, packedElectronVersion, requireReleaseRuntime } from '../../../build/package/runtime.mjs'
import type { SigningKey } from '../../../build/package/signing/signing-key.mjs'
import { Reporter } from '../../../build/setup/reporter.mjs'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const modules = join(import.meta.dirname, '../../../node_modules')
const placed = join(modules, 'electron/dist')

test.skipIf(process.platform !== 'linux')('the runtime that set-up has placed says its version itself', async () => {
  const version = readFileSync(join(placed, 'version'), 'utf8').trim().replace(/^v/, '')
  expect(await packedElectronVersion(join(placed, 'electron'))).toBe(version)
})

test('a file that says no version is none', async () => {
  const file = join(temporaryFolder('runtime'), 'electron')
  writeFileSync(file, 'Electron/ and Electron/x.y.z\0 and Electron/1.2 ')
  await expect(packedElectronVersion(file)).rejects.toThrow('does not say which Electron it is')
  writeFileSync(file, 'Electron/ and Electron/1.2.3\0')
  expect(await packedElectronVersion(file)).toBe('1.2.3')
})

test('a release key signs nothing that runs on another Electron than package.json asks for', () => {
  expect(() => {
    requireReleaseRuntime({ packed: '45.4.1', wanted: '45.4.1' })
  }).not.toThrow()
  expect(() => {
    requireReleaseRuntime({ packed: '33.2.1', wanted: '45.4.1' })
  }).toThrow('a release key does not sign it')
})

test('with a release key nothing is touched, let alone signed, where the runtime is not the release’s', async () => {
  const release = temporaryFolder('release')
  writeFileSync(join(release, 'one of before'), '')
  const signed: string[] = []
  const key = { test: false, userId: 'Somebody', sign: (file: string) => signed.push(file) } as unknown as SigningKey
  const said: string[] = []
  const reporter = new Reporter({ stream: { write: (text) => said.push(text) } })
  const electron = { packed: '33.2.1', wanted: await officialElectronVersion() }
  await expect(makePackages({ reporter, key, small: false, document: false, electron, release })).rejects.toThrow('a release key does not sign it')
  expect([signed, said]).toEqual([[], []])
  expect(readdirSync(release)).toEqual(['one of before'])
})
