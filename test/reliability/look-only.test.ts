import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Workbench } from '../../src/main/workbench/workbench.ts'
import { workspaceFiles } from '../../src/main/workspace-files.ts'
import { asOrdinaryUser } from '../support/ordinary-user.ts'
import { refusal } from '../support/refusal.ts'
import { canMount, smallDisk, type SmallDisk } from '../support/small-disk.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { startWorkbench, workbench } from '../support/workbench-process.ts'
import { endings, exportKinds } from './support/export-kinds.ts'
import { TrainingWorkspace } from './support/training-workspace.ts'

const folder = temporaryFolder('look only')

/** Everything that changes a workspace, as typed. */
const changes = (id: string) => [
  ['train', '--epochs', '1'],
  ['resume', id],
  ['delete', id],
  ['import', join(folder, 'run.manifold')],
  ['import-dataset', '--images', 'a', '--labels', 'b', '--name', 'c'],
  ['demo', '--epochs', '1'],
  ['demo-data', '--runs', '1', '--epochs', '1'],
]
/** Name, size and time of everything in a folder. */
const contents = (path: string): string[] =>
  readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => {
    const status = statSync(join(path, name))
    return `${name} ${status.size} ${status.mtimeMs}`
  })

async function canBeLookedAt(directory: string, id: string): Promise<void> {
  const inIt = ['--workspace', directory]
  expect(await workbench('list', ...inIt)).toMatchObject({ code: 0, stdout: expect.stringContaining(id) as unknown, stderr: '' })
  expect(await workbench('show', id, ...inIt)).toMatchObject({ code: 0, stdout: expect.stringContaining('EPOCH') as unknown })
  expect(await workbench('datasets', ...inIt)).toMatchObject({ code: 0, stdout: expect.stringContaining('Rows') as unknown })
  expect(await workbench('check', ...inIt)).toMatchObject({ code: 0, stdout: 'All is as it was written.\n', stderr: '' })
  for (const kind of exportKinds) {
    const out = join(folder, `${kind}-${readdirSync(folder).length}${endings[kind]}`)
    expect(await workbench('export', kind, id, '--out', out, ...inIt)).toMatchObject({ code: 0, stderr: '' })
    expect(existsSync(out)).toBe(true)
  }
}

async function cannotBeChanged(directory: string, id: string, why: string): Promise<void> {
  writeFileSync(join(folder, 'run.manifold'), '')
  for (const command of changes(id)) {
    const { code, stderr, stdout } = await workbench(...command, '--workspace', directory)
    expect({ command, code, stdout, stderr }).toEqual({ command, code: 1, stdout: '', stderr: expect.stringMatching(why) as unknown })
  }
}

describe.runIf(canMount)('a workspace on a disk that is read-only', () => {
  let disk: SmallDisk
  let workspace: TrainingWorkspace
  let id: string
  beforeAll(async () => {
    disk = smallDisk(60)
    workspace = await TrainingWorkspace.create(join(disk.path, 'workspace'))
    id = await workspace.addExperiment({ epochs: 2 })
    await workspace.train(id, 2)
  })
  afterAll(() => disk.remove())

  it('can be looked at, and says to whoever changes something why that cannot be', async () => {
    disk.readOnly(true)
    await canBeLookedAt(workspace.directory, id)
    await cannotBeChanged(workspace.directory, id, '^error: “.*workspace” may not be written to\\. To train or change something, copy it')
    disk.readOnly(false)
  })

  it('can be looked at as a crash has left it, every epoch of it', async () => {
    const running = startWorkbench(['resume', id, '--epochs', '100000', '--workspace', workspace.directory])
    await running.line(/^epoch 3 /)
    running.child.kill('SIGKILL')
    await running.finished
    expect(statSync(`${workspace.database}-wal`).size).toBeGreaterThan(0)
    disk.readOnly(true)
    const { stdout, stderr } = await workbench('list', '--workspace', workspace.directory)
    disk.readOnly(false)
    expect(stderr).toBe('')
    expect(stdout).toMatch(new RegExp(`${id} +(interrupted|training) +[1-9]`))
  })
})

describe('a workspace whose permissions forbid to write', () => {
  it('is opened to look, whatever of it may not be written, and stays as it is to the byte', async () => {
    const workspace = await TrainingWorkspace.create(join(folder, 'forbidden'))
    const id = await workspace.addExperiment({ epochs: 1 })
    await workspace.train(id, 1)
    for (const path of [folder, workspace.directory]) chmodSync(path, 0o755)
    for (const name of readdirSync(workspace.directory)) {
      if (statSync(join(workspace.directory, name)).isFile()) chmodSync(join(workspace.directory, name), 0o444)
    }
    chmodSync(workspace.directory, 0o555)
    const before = contents(workspace.directory)
    const look = asOrdinaryUser(() => Workbench.open(workspace.directory))
    try {
      expect(look.lookOnly).toMatchObject({ reason: 'read-only' })
      expect(() => look.refuseLookOnly()).toThrow(refusal('look-only', workspace.directory))
      expect(look.store.experiments.list().map((each) => each.id)).toEqual([id])
      expect(look.store.snapshots.get(id, 0).manifold.length).toBeGreaterThan(0)
      // The store would not take it either.
      expect(() => look.store.experiments.rename(id, 'Other')).toThrow(refusal('permission-denied'))
      expect(look.datasets.load(look.datasets.list().at(-1)?.id ?? '').train.labels.length).toBeGreaterThan(0)
    } finally {
      await look.close()
    }
    expect(existsSync(look.directory)).toBe(false)
    expect(contents(workspace.directory)).toEqual(before)
  })
})

describe('two programs on one workspace', () => {
  it('the second is told who works there, and can only look', async () => {
    const workspace = await TrainingWorkspace.create(join(folder, 'shared'))
    const done = await workspace.addExperiment({ epochs: 2 })
    await workspace.train(done, 2)
    const id = await workspace.addExperiment({ epochs: 100_000 })
    const first = startWorkbench(['resume', id, '--workspace', workspace.directory])
    await first.line(/^epoch 1 /)
    await canBeLookedAt(workspace.directory, done)
    expect((await workbench('list', '--workspace', workspace.directory)).stdout).toMatch(new RegExp(`${id} +training`))
    await cannotBeChanged(
      ...([workspace.directory, done] as const),
      `^error: Another program works in this workspace: the command line, process ${first.child.pid}, since \\d\\d:\\d\\d\\. Close it`,
    )
    first.child.kill('SIGKILL')
    expect((await first.finished).signal).toBe('SIGKILL')
    await workspace.use(({ lookOnly, store }) => {
      expect(lookOnly).toBeNull()
      expect(store.experiments.get(id).status).toBe('interrupted')
    })
  })

  it('looking keeps nobody from working', async () => {
    const workspace = await TrainingWorkspace.create(join(folder, 'looked at'))
    const look = Workbench.open(workspace.directory, { look: true })
    await workspace.use(({ lookOnly }) => expect(lookOnly).toBeNull())
    await look.close()
  })
})

describe('a path', () => {
  const odd = join(folder, 'Über alles, 日本語 & “quotes” %20 #1 ;$HOME')

  it('may have spaces, quotes and letters of any language', async () => {
    mkdirSync(odd)
    const workspace = await TrainingWorkspace.create(join(odd, 'wörk späce'))
    const id = await workspace.addExperiment({ epochs: 1 })
    expect(await workbench('resume', id, '--workspace', workspace.directory)).toMatchObject({ code: 0, stderr: '' })
    await canBeLookedAt(workspace.directory, id)
    expect(readdirSync(join(workspace.directory, 'logs', id))).toHaveLength(1)
    const out = join(odd, 'mänifold.gif')
    expect(await workbench('export', 'manifold', id, '--out', out, '--workspace', workspace.directory)).toMatchObject({ code: 0 })
    expect(existsSync(out)).toBe(true)
  })

  it.each([['list'], ['show', 'abcd'], ['datasets'], ['export', 'manifold', 'abcd', '--out', 'x.gif']])(
    'that is mistyped makes no workspace: %s',
    async (...command) => {
      const place = join(folder, 'mistyped')
      const { code, stderr } = await workbench(...command, '--workspace', place)
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: `error: There is no workspace in “${place}”. Check --workspace; train makes a new one.\n`,
      })
      expect(existsSync(place)).toBe(false)
    },
  )

  it('whose folder is not there either is refused by all', async () => {
    const { code, stderr } = await workbench('demo-data', '--runs', '1', '--epochs', '1', '--workspace', join(folder, 'no', 'such'))
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `error: There is no folder “${join(folder, 'no')}” to make a workspace in. Check --workspace.\n`,
    })
  })

  it('that is new is said to be', async () => {
    const place = join(folder, 'new one')
    const { code, lines } = await workbench('demo-data', '--runs', '1', '--epochs', '1', '--workspace', place)
    expect({ code, first: lines[0] }).toEqual({ code: 0, first: `Made a new workspace in “${place}”` })
    expect(existsSync(workspaceFiles.database(place))).toBe(true)
  })
})
