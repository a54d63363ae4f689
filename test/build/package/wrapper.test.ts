import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const folder = temporaryFolder('wrapper')
const source = readFileSync(new URL('../../../build/package/linux/manifold-workbench.sh', import.meta.url), 'utf8')

/** The command as it is installed, with another application behind it that tells what it was started with. */
function start(argv: string[], userId = 1000) {
  const application = join(folder, 'application')
  const command = join(folder, 'command')
  writeFileSync(application, '#!/bin/sh\nprintf "<%s>" "$@"\n', { mode: 0o755 })
  const changed = source.replace(/^app=.*$/m, `app="${application}"`).replace('$(id -u)', String(userId))
  writeFileSync(command, changed, { mode: 0o755 })
  return spawnSync(command, argv, { encoding: 'utf8' })
}

describe('the installed command', () => {
  it.each<[string, string[], string]>([
    ['nothing', [], '<>'],
    ['a workspace', ['--workspace', 'train'], '<--workspace><train>'],
    ['a file from the desktop', ['/home/a b/run.manifold'], '</home/a b/run.manifold>'],
    ['a file by its name', ['run.manifold'], '<run.manifold>'],
    ['a switch of Chromium’s', ['--force-device-scale-factor=2'], '<--force-device-scale-factor=2>'],
  ])('opens the window for %s', (_what, argv, seen) => {
    expect(start(argv).stdout).toBe(seen)
  })

  it.each<[string, string[]]>([
    ['a command', ['train', '--epochs', '2']],
    ['a command after its options', ['--workspace', '/some/place', '--json', 'list']],
    ['a misspelt command, to be told so', ['trian']],
    ['--version', ['--version']],
    ['--help', ['--help']],
    ['a switch behind a command, which is no switch then', ['list', '--no-sandbox']],
  ])('goes to the command line for %s', (_what, argv) => {
    expect(start(argv).stdout).toBe(['--ozone-platform=headless', '--log-level=3', '--', ...argv].map((each) => `<${each}>`).join(''))
  })

  it('refuses root, and says why', () => {
    const { status, stdout, stderr } = start(['list'], 0)
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toMatch(/^error: Manifold Workbench does not run as root/)
  })

  it('never switches the sandbox off', () => {
    const code = source.split('\n').filter((line) => !line.startsWith('#'))
    expect(code.join('\n')).not.toContain('no-sandbox')
  })
})
