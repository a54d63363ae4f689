import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const folder = temporaryFolder('wrapper')
const prefix = join(folder, 'a place')
const home = join(prefix, 'lib/manifold-workbench')
const settings = join(folder, 'settings')
const profiles = join(folder, 'profiles')
const source = readFileSync(new URL('../../../build/package/linux/manifold-workbench.sh', import.meta.url), 'utf8')

function place(file: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  chmodSync(file, mode)
}

interface Start {
  userId?: number
  command?: string
  environment?: NodeJS.ProcessEnv
}

/** The command as it is installed, with another application beside it that tells what it was started with. */
function start(argv: string[], { userId = 1000, command = join(prefix, 'bin/manifold-workbench'), environment = { DISPLAY: ':7' } }: Start = {}) {
  place(join(home, 'manifold-workbench'), '#!/bin/sh\nprintf "<%s>" "$@"\nprintf "%s" "$0" >&2\n', 0o755)
  const elsewhere = source.replace('$(id -u)', String(userId)).replaceAll('/proc/sys/', `${settings}/`).replaceAll('/etc/apparmor.d', profiles)
  place(join(prefix, 'bin/manifold-workbench'), elsewhere, 0o755)
  const env = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', ...environment }
  const { status, stdout, stderr } = spawnSync(command, argv, { encoding: 'utf8', cwd: folder, env })
  return { status, stdout, stderr }
}

const headless = (argv: string[]) => ['--no-sandbox', '--no-zygote', '--ozone-platform=headless', '--log-level=3', '--', ...argv].map((each) => `<${each}>`).join('')

beforeEach(() => {
  for (const each of [settings, profiles]) rmSync(each, { recursive: true, force: true })
})

const onLinux = process.platform === 'linux'

describe.skipIf(!onLinux)('the installed command', () => {
  it.each<[string, string[], string]>([
    ['nothing', [], '<>'],
    ['a workspace', ['--workspace', 'train'], '<--workspace><train>'],
    ['a workspace that is called --', ['--workspace', '--', 'run.manifold'], '<--workspace><./--><run.manifold>'],
    ['a workspace that is called as a switch is', ['--workspace', '--no-sandbox'], '<--workspace><./--no-sandbox>'],
    ['a workspace behind a file', ['run.manifold', '--workspace', 'w', 'b.manifold'], '<run.manifold><--workspace><w><b.manifold>'],
    ['an option of the command line behind a file and a workspace', ['a.manifold', '--workspace', 'w', '--version'], '<a.manifold><--workspace><w><--version>'],
    ['a file from the desktop', ['/home/a b/run.manifold'], '</home/a b/run.manifold>'],
    ['a file by its name', ['run.manifold'], '<run.manifold>'],
    ['a file in upper case', ['RUN.MANIFOLD', 'b'], '<RUN.MANIFOLD><b>'],
    ['several files, and a switch', ['a.manifold', '--force-device-scale-factor=2', 'b.manifold'], '<a.manifold><--force-device-scale-factor=2><b.manifold>'],
    ['a file behind --', ['--workspace', 'w', '--', 'run.manifold'], '<--workspace><w><run.manifold>'],
    ['a file behind -- that looks like a switch', ['--', '-run.manifold', '--help.manifold'], '<./-run.manifold><./--help.manifold>'],
    ['a switch behind a file and --, which is none then', ['a.manifold', '--', '--no-sandbox'], '<a.manifold><./--no-sandbox>'],
    ['a switch behind -- and a file, which is none then', ['--', 'a.manifold', '--no-sandbox', '--'], '<a.manifold><./--no-sandbox><./-->'],
    ['-- alone', ['--'], '<>'],
    ['-- among files', ['a.manifold', '--', 'c', 'b.manifold'], '<a.manifold><c><b.manifold>'],
    ['a switch of Chromium’s', ['--force-device-scale-factor=2'], '<--force-device-scale-factor=2>'],
  ])('opens the window for %s', (_what, argv, seen) => {
    expect(start(argv)).toMatchObject({ status: 0, stdout: seen })
  })

  it.each<[string, string[], string[]]>([
    ['a command', ['train', '--epochs', '2'], ['train', '--epochs', '2']],
    ['a command with a file', ['import', 'run.manifold'], ['import', 'run.manifold']],
    ['a command with -- in it', ['show', '--', '-x'], ['show', '--', '-x']],
    ['a command after its options', ['--workspace', '/some/place', '--json', 'list'], ['--workspace', '/some/place', '--json', 'list']],
    ['a command behind --', ['--workspace', 'w', '--', 'train', '--', 'x'], ['--workspace', 'w', '--', 'train', '--', 'x']],
    ['an option behind --, which is none then', ['--', '--version'], ['--', '--version']],
    ['a switch behind --, which is none then', ['--', '--no-sandbox', 'a.manifold'], ['--', '--no-sandbox', 'a.manifold']],
    ['a misspelt command, to be told so', ['trian'], ['trian']],
    ['--version', ['--version'], ['--version']],
    ['--help', ['--help'], ['--help']],
    ['--workspace without a value, to be told so', ['--workspace'], ['--workspace']],
    ['--workspace without a value behind a file, to be told so', ['a.manifold', '--workspace'], ['a.manifold', '--workspace']],
    ['a switch behind a command, which is no switch then', ['list', '--no-sandbox'], ['list', '--no-sandbox']],
  ])('goes to the command line for %s', (_what, argv, seen) => {
    expect(start(argv, { environment: {} })).toMatchObject({ status: 0, stdout: headless(seen) })
  })

  it('finds the application from wherever it is called, through links, too', () => {
    const link = join(folder, 'elsewhere/mw')
    mkdirSync(dirname(link))
    start([])
    symlinkSync(join(prefix, 'bin/manifold-workbench'), link)
    symlinkSync(link, join(folder, 'mw'))
    const application = join(home, 'manifold-workbench')
    for (const command of [link, './mw']) expect(start(['list'], { command })).toMatchObject({ stdout: headless(['list']), stderr: application })
  })

  it('refuses root a window, and says why; the command line runs', () => {
    for (const argv of [[], ['run.manifold'], ['--no-sandbox']]) {
      const { status, stdout, stderr } = start(argv, { userId: 0 })
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
      expect(stderr).toMatch(/^error: The window does not open as root/)
    }
    expect(start(['list'], { userId: 0 })).toMatchObject({ status: 0, stdout: headless(['list']) })
  })

  it('says that there is no display, where the window is asked for', () => {
    for (const argv of [[], ['run.manifold']]) {
      expect(start(argv, { environment: {} })).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/^error: There is no display.*--help/) as string })
    }
    expect(start([], { environment: { WAYLAND_DISPLAY: 'wayland-0' } })).toMatchObject({ status: 0, stdout: '<>' })
  })

  it('switches the sandbox off for the command line alone, which opens no page', () => {
    const code = source.split('\n').filter((line) => !line.startsWith('#') && line.includes('no-sandbox'))
    expect(code).toEqual(['  exec "$app" --no-sandbox --no-zygote --ozone-platform=headless --log-level=3 -- "$@"'])
    expect(start(['a.manifold']).stdout).not.toContain('no-sandbox')
  })
})

describe.skipIf(!onLinux)('where user namespaces are', () => {
  const helper = join(home, 'chrome-sandbox')
  const setting = (name: string, value: string) => {
    place(join(settings, name), `${value}\n`)
  }
  const asRoot = process.getuid?.() === 0

  beforeEach(() => {
    rmSync(helper, { force: true })
  })

  it.each([
    ['user/max_user_namespaces', '96365', 'open'],
    ['user/max_user_namespaces', '0', 'closed'],
    ['kernel/unprivileged_userns_clone', '1', 'open'],
    ['kernel/unprivileged_userns_clone', '0', 'closed'],
    ['kernel/apparmor_restrict_unprivileged_userns', '0', 'open'],
    ['kernel/apparmor_restrict_unprivileged_userns', '1', 'closed'],
  ])('(%s = %s) %s, it starts, or says what to do', (name, value, state) => {
    setting(name, value)
    place(helper, '', 0o755)
    const { status, stdout, stderr } = start([])
    if (state === 'open') expect(status).toBe(0)
    else expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    if (state === 'closed') expect(stderr).toContain(`sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`)
    // The command line needs none.
    expect(start(['list'])).toMatchObject({ status: 0, stdout: headless(['list']) })
  })

  it('closed for programs without a profile, it starts with one that names its path', () => {
    setting('kernel/apparmor_restrict_unprivileged_userns', '1')
    place(join(profiles, 'other'), 'profile manifold-workbench /usr/lib/manifold-workbench/manifold-workbench {}\n')
    expect(start([]).status).toBe(1)
    place(join(profiles, 'local'), `profile mine "${join(home, 'manifold-workbench')}" {}\n`)
    expect(start([]).status).toBe(0)
  })

  it.skipIf(!asRoot)('closed, it starts with the helper set-uid root', () => {
    setting('user/max_user_namespaces', '0')
    place(helper, '', 0o4755)
    expect(start([]).status).toBe(0)
  })

  it('closed, a set-uid helper of another user does not serve', () => {
    setting('user/max_user_namespaces', '0')
    place(helper, '', 0o4755)
    if (asRoot) spawnSync('chown', ['65534', helper])
    chmodSync(helper, 0o4755)
    expect(start([]).status).toBe(1)
  })
})
