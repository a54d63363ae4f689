import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { writeIdxFiles } from '../../support/idx-files.ts'
import { syntheticDataset } from '../../support/synthetic-dataset.ts'
import { launchEnvironment } from '../support/launch.ts'
import { expect, test } from '../support/test.ts'

const root = resolve(import.meta.dirname, '../../..')
const electron = join(root, 'node_modules/electron/dist/electron')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }

const desktopVariables = ['DISPLAY', 'WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS']

/** The command line as the installed application runs it: in Electron, with no display, Wayland or bus to be found. */
function commandLine(argv: readonly string[], { sandbox = false } = {}) {
  const env = Object.fromEntries(Object.entries(launchEnvironment()).filter(([name]) => !desktopVariables.includes(name)))
  const asRoot = process.getuid?.() === 0 && !sandbox ? ['--no-sandbox'] : []
  const switches = [...asRoot, '--ozone-platform=headless', '--log-level=3']
  return spawnSync(electron, [...switches, root, '--', ...argv], { env, encoding: 'utf8', timeout: 60_000 })
}

test('the command line runs in Electron without a display, with the exit codes of plain Node', ({ workspace }) => {
  const here = ['--workspace', join(workspace, 'own')]
  const asked = commandLine(['--version'])
  expect(asked).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' })
  const wrong = commandLine(['trian'])
  expect(wrong).toMatchObject({ status: 2, stdout: '' })
  expect(wrong.stderr).toContain("unknown command 'trian' (Did you mean train?)")
  const missing = commandLine(['show', 'nothere', ...here])
  expect(missing).toMatchObject({ status: 1, stdout: '' })
  expect(missing.stderr).toMatch(/^error: .*\n$/)

  const idx = writeIdxFiles(join(workspace, 'idx'), syntheticDataset({ size: 12, train: 600, test: 100 }))
  const imported = commandLine(['import-dataset', '--images', idx.images, '--labels', idx.labels, '--name', 'Rows', ...here, '--json'])
  expect(imported).toMatchObject({ status: 0, stderr: '' })
  const { dataset } = JSON.parse(imported.stdout.trim().split('\n').at(-1) ?? '') as { dataset: string }
  const trained = commandLine(['train', '--dataset', dataset, '--epochs', '2', '--batch-size', '100', ...here])
  expect(trained).toMatchObject({ status: 0, stderr: '' })
  expect(trained.stdout).toMatch(/completed: 2 of 2 epochs/)
})

test('what stands behind -- is no switch of Chromium’s', () => {
  test.skip(process.getuid?.() !== 0, 'only root is refused without --no-sandbox')
  const refused = commandLine(['list', '--no-sandbox'], { sandbox: true })
  expect(refused.stdout).toBe('')
  expect(refused.status).not.toBe(0)
  expect(refused.status).not.toBe(2)
})
