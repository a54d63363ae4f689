import { spawn, spawnSync } from 'node:child_process'
import { closeSync, chmodSync, existsSync, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { writeIdxFiles } from '../../support/idx-files.ts'
import { syntheticDataset } from '../../support/synthetic-dataset.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { workbench } from '../../support/workbench-process.ts'

// Where the command line runs on servers: users without a name or a home, outputs that nobody takes.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
const folder = temporaryFolder('servers')
const program = fileURLToPath(new URL('../../../out/main/cli.js', import.meta.url))
const isRoot = process.geteuid?.() === 0
/** In no list of users. */
const nobodysNumber = 12_345
const asNobody = isRoot ? { uid: nobodysNumber, gid: nobodysNumber } : {}

function commandLine(argv: string[], environment: Record<string, string | undefined>, { user = asNobody } = {}) {
  const env = { ...process.env, HOME: undefined, XDG_DATA_HOME: undefined, MANIFOLD_WORKBENCH_WORKSPACE: undefined, ...environment }
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...argv], { ...user, env, encoding: 'utf8', cwd: '/' })
  return { status, stdout, stderr }
}

const cure = 'Name a workspace with --workspace DIR, or by the variable MANIFOLD_WORKBENCH_WORKSPACE.\n'

describe.runIf(process.platform === 'linux')('a user', () => {
  beforeAll(() => chmodSync(folder, 0o777))

  it.runIf(isRoot)('without a name and without a home is told to name a workspace, and may', () => {
    for (const home of [undefined, '', 'relative']) {
      expect(commandLine(['list'], { HOME: home })).toEqual({
        ...{ status: 2, stdout: '' },
        stderr: `error: This user has no home folder, so there is no place for a workspace by default. ${cure}`,
      })
    }
    expect(commandLine(['--help'], {})).toMatchObject({ status: 0, stderr: '' })
    const place = join(folder, 'named')
    mkdirSync(place, { mode: 0o777 })
    chmodSync(place, 0o777)
    expect(commandLine(['--workspace', place, 'demo-data', '--runs', '1', '--epochs', '2'], {})).toMatchObject({ status: 0, stderr: '' })
    expect(commandLine(['list'], { MANIFOLD_WORKBENCH_WORKSPACE: place })).toMatchObject({ status: 0, stderr: '' })
    expect(commandLine(['list'], { XDG_DATA_HOME: join(folder, 'data') })).toMatchObject({ status: 0, stderr: '' })
  })

  it('whose home is not there is told so, and none is made', () => {
    const home = join(folder, 'not there')
    for (const user of [asNobody, {}]) {
      expect(commandLine(['list'], { HOME: home }, { user })).toEqual({
        ...{ status: 1, stdout: '' },
        stderr: `error: Your home folder “${home}” does not exist, so no workspace can be made in it. ${cure}`,
      })
    }
    expect(existsSync(home)).toBe(false)
  })

  it('whose home may not be written to, or is none, is told to name a workspace', () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    for (const home of ['/', file]) {
      expect(commandLine(['list'], { HOME: home })).toEqual({
        ...{ status: 1, stdout: '' },
        stderr: `error: No workspace can be made in “${join(home, '.local/share/manifold-workbench')}”, the default. ${cure}`,
      })
    }
  })
})

describe.runIf(process.platform === 'linux')('standard output', () => {
  const workspace = join(folder, 'workspace')
  const train = (name: string) => ['train', '--workspace', workspace, '--dataset', 'rows', '--batch-size', '50', '--epochs', '4', '--name', name]
  const known = async () => {
    const { lines } = await workbench('list', '--json', '--workspace', workspace)
    return lines.map((line) => JSON.parse(line) as { name: string; status: string; epochs: number })
  }

  beforeAll(async () => {
    const { images, labels } = writeIdxFiles(join(folder, 'idx'), syntheticDataset({ size: 8, train: 300, test: 110 }))
    expect(await workbench('import-dataset', '--images', images, '--labels', labels, '--name', 'Rows', '--workspace', workspace)).toMatchObject({ code: 0 })
  })

  it('that cannot be written does not end a run, and is told', async () => {
    const full = openSync('/dev/full', 'w')
    const { status, stderr } = spawnSync(process.execPath, [program, ...train('Full')], { stdio: ['ignore', full, 'pipe'], encoding: 'utf8' })
    const listed = spawnSync(process.execPath, [program, 'list', '--workspace', workspace], { stdio: ['ignore', full, 'pipe'], encoding: 'utf8' })
    closeSync(full)
    expect(stderr.split('\n')).toEqual([
      'warning: Standard output can no longer be written. The run goes on, and its epochs are stored.',
      expect.stringMatching(/^error: Standard output could not be written: ENOSPC.* Send it elsewhere\.$/),
      '',
    ])
    expect(status).toBe(1)
    expect(await known()).toContainEqual(expect.objectContaining({ name: 'Full', status: 'completed', epochs: 4 }))
    expect(listed).toMatchObject({ status: 1, stderr: expect.stringMatching(/^error: Standard output could not be written: ENOSPC/) as unknown })
  })

  it('whose reader has enough does not end a run', async () => {
    const child = spawn(process.execPath, [program, ...train('Closed')], { stdio: ['ignore', 'pipe', 'pipe'] })
    let stderr = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.stdout.once('data', () => child.stdout.destroy())
    const code = await new Promise((resolve) => child.once('close', resolve))
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'warning: Standard output can no longer be written. The run goes on, and its epochs are stored.\n' })
    expect(await known()).toContainEqual(expect.objectContaining({ name: 'Closed', status: 'completed', epochs: 4 }))
  })
})
