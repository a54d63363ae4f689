import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { makeTarball } from '../../../build/package/tarball.mjs'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { date } from './support/tiny-repository.ts'

const folder = temporaryFolder('uninstall')
const prefix = join(folder, 'a place')
const programs = join(folder, 'programs')
const archive = join(folder, 'it.tar.gz')
const tools = ['update-mime-database', 'update-desktop-database', 'gtk-update-icon-cache']
const theirs = [
  'bin/manifold-workbench',
  'lib/manifold-workbench/manifold-workbench',
  'lib/manifold-workbench/a name with spaces',
  'share/applications/manifold-workbench.desktop',
  'share/mime/packages/manifold-workbench.xml',
  'share/icons/hicolor/16x16/apps/manifold-workbench.png',
  'share/manifold-workbench/apparmor/manifold-workbench',
]

function place(file: string, text = 'text', mode = 0o644): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  chmodSync(file, mode)
}

const tree = () => readdirSync(prefix, { recursive: true, encoding: 'utf8' }).sort()

function unpack(): void {
  mkdirSync(prefix, { recursive: true })
  expect(spawnSync('tar', ['-xzf', archive, '-C', prefix, '--strip-components=1']).status).toBe(0)
}

function uninstall() {
  const env = { ...process.env, PATH: `${programs}:${process.env.PATH ?? ''}` }
  return spawnSync('sh', [join(prefix, 'share/manifold-workbench/uninstall.sh')], { encoding: 'utf8', env })
}

/** What the tools were called with. */
const calls = () => (existsSync(join(folder, 'calls')) ? readFileSync(join(folder, 'calls'), 'utf8').split('\n').filter(Boolean) : [])

describe.skipIf(process.platform !== 'linux')('the archive’s own removal', () => {
  beforeEach(async () => {
    for (const each of [prefix, join(folder, 'calls'), join(folder, 'root')]) rmSync(each, { recursive: true, force: true })
    for (const tool of tools) place(join(programs, tool), `#!/bin/sh\necho "\${0##*/} $*" >> "${join(folder, 'calls')}"\n`, 0o755)
    for (const name of [...theirs, 'share/lintian/overrides/it']) place(join(folder, 'root/usr', name))
    await makeTarball({ root: join(folder, 'root'), output: archive, folder: 'it-1.0', level: 1, date })
  })

  it('leaves nothing where the archive was unpacked into a folder of its own', () => {
    unpack()
    expect(tree()).toEqual(expect.arrayContaining(theirs))
    expect(tree()).not.toContain('share/lintian')
    const { status, stdout, stderr } = uninstall()
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain('Your experiments are kept')
    expect(existsSync(prefix)).toBe(false)
    expect(calls()).toEqual([])
  })

  it('leaves what others have, and makes its caches anew', () => {
    const others = [
      'bin/other',
      'lib/other/data',
      'share/applications/other.desktop',
      'share/mime/packages/other.xml',
      'share/icons/hicolor/16x16/apps/other.png',
      'share/manifold-workbench/notes-of-somebody',
      'lib/manifold-workbench/added-later',
    ]
    for (const name of others) place(join(prefix, name))
    const before = tree()
    unpack()
    expect(uninstall().status).toBe(0)
    expect(tree()).toEqual(before)
    expect(calls()).toEqual([
      'update-mime-database share/mime',
      'update-desktop-database share/applications',
      'gtk-update-icon-cache --quiet --force --ignore-theme-index share/icons/hicolor',
    ])
  })

  it('removes the caches that are of nothing any more', () => {
    place(join(prefix, 'bin/other'))
    const before = tree()
    unpack()
    for (const name of ['share/mime/mime.cache', 'share/mime/globs2', 'share/mime/application/vnd.manifold-workbench.experiment.xml']) place(join(prefix, name))
    for (const name of ['share/applications/mimeinfo.cache', 'share/icons/hicolor/icon-theme.cache']) place(join(prefix, name))
    expect(uninstall().status).toBe(0)
    expect(tree()).toEqual(before)
    expect(calls()).toEqual([])
  })

  it('goes on where a tool is missing or fails', () => {
    place(join(prefix, 'share/applications/other.desktop'))
    unpack()
    place(join(programs, 'update-desktop-database'), '#!/bin/sh\nexit 1\n', 0o755)
    expect(uninstall().status).toBe(0)
    expect(tree()).toEqual(['share', 'share/applications', 'share/applications/other.desktop'])
  })
})
