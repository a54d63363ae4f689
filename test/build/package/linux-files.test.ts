import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { control } from '../../../build/package/control.mjs'
import { placeLinuxFiles, windowClass } from '../../../build/package/linux-files.mjs'
import { MAINTAINER, NAME, PACKAGE } from '../../../build/package/names.mjs'
import { temporaryFolder } from '../../support/temporary-folder.ts'

test('a window is found by the entry in the menu on every runtime', () => {
  expect(windowClass('33.2.1')).toBe('Manifold Workbench')
  expect(windowClass('43.0.0')).toBe('manifold-workbench')
  expect(windowClass('45.4.1')).toBe('manifold-workbench')
  // By which Wayland, and Electron from 43 on, call it.
  const { desktopName } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { desktopName: string }
  expect(desktopName).toBe(`${NAME}.desktop`)
})

test('what is to be filled in is filled in', async () => {
  const folder = temporaryFolder('files')
  const written = await placeLinuxFiles(folder, { version: PACKAGE.version, maintainer: MAINTAINER, electron: '33.2.1' })
  const texts = written.filter((path) => !/\.(png|gz)$/.test(path)).map((path) => [path, readFileSync(join(folder, path), 'utf8')] as const)
  expect(texts.filter(([, text]) => /@[A-Z_]+@/.test(text))).toEqual([])
  const entry = texts.find(([path]) => path.endsWith('.desktop'))?.[1]
  expect(entry).toMatch(/^StartupWMClass=Manifold Workbench$/m)
  expect(written).toContain(`usr/share/applications/${NAME}.desktop`)
})

test('what the package says of itself names the processor that it needs', async () => {
  const folder = temporaryFolder('files')
  await placeLinuxFiles(folder, { version: PACKAGE.version, maintainer: MAINTAINER, electron: '33.2.1' })
  const metadata = readFileSync(join(folder, `usr/share/metainfo/io.github.manifold_workbench.ManifoldWorkbench.metainfo.xml`), 'utf8')
  const { Description = '' } = control({ depends: '' })
  for (const text of [Description, metadata]) expect(text).toMatch(/Training needs a processor with AVX/)
  // As terminals show it (Debian Policy, section 5.6.13).
  expect(Description.split('\n').filter((line) => line.length > 80)).toEqual([])
})
