import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { hostname, userInfo } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, it, vi } from 'vitest'
import { writeIdxFiles } from '../../support/idx-files.ts'
import { syntheticDataset } from '../../support/synthetic-dataset.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/*
 * What leaves the machine says nothing of it: neither its name nor its user nor where things lie. The command line runs as a user of a
 * telling name, in a home of that name, on a machine of another one where the system lets it be renamed for a process.
 */
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })
const program = fileURLToPath(new URL('../../../out/main/cli.js', import.meta.url))
const folder = temporaryFolder('given away')
const home = join(folder, 'wilhelmina orlando')
const out = join(folder, 'out')
const mayRename = spawnSync('unshare', ['--uts', 'hostname', 'quixote-of-la-mancha']).status === 0
const machine = mayRename ? 'quixote-of-la-mancha' : hostname()
const workspace = join(home, 'share', 'workspace')

const telling = ['wilhelmina', 'orlando', machine, workspace, 'given away', process.cwd(), ...(userInfo().username.length > 5 ? [userInfo().username] : [])]

/** Runs the built command line in the home. */
async function workbench(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const command = [process.execPath, program, ...args, '--workspace', workspace]
  const renamed = mayRename ? ['unshare', '--uts', 'sh', '-c', `hostname ${machine} && exec "$@"`, 'sh', ...command] : command
  const [file = '', ...rest] = renamed
  const child = spawn(file, rest, {
    cwd: home,
    env: { ...process.env, HOME: home, USER: 'wilhelmina', LOGNAME: 'wilhelmina', HOSTNAME: machine },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, stdout, stderr }
}

function filesBelow(path: string): string[] {
  return statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => filesBelow(join(path, name))) : [path]
}

/** What a file tells, by its name below `root` or in its bytes, in either of the encodings that text has. */
function told(root: string, file: string): string[] {
  const bytes = readFileSync(file)
  return telling.filter((word) => {
    return file.slice(root.length).includes(word) || bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le'))
  })
}

let id = ''

beforeAll(async () => {
  for (const made of [home, join(home, 'share'), workspace, out]) mkdirSync(made)
  const { images, labels } = writeIdxFiles(join(home, 'idx'), syntheticDataset())
  const imported = await workbench('import-dataset', '--images', images, '--labels', labels, '--name', 'Rows')
  expect(imported).toMatchObject({ code: 0, stderr: '' })
  // Its failure is kept with the run, and tells where the module lies, and what it could not find.
  const callback = join(home, 'callback.mjs')
  writeFileSync(callback, `import { readFileSync } from 'node:fs'
    import { homedir } from 'node:os'
    export function onEpochEnd(epoch) { if (epoch === 1) readFileSync(homedir() + '/tables of mine/none.json') }`)
  const trained = await workbench('train', '--dataset', 'rows', '--epochs', '3', '--callback', callback)
  expect(trained.code).toBe(1)
  const listed = await workbench('list', '--json')
  const experiment = JSON.parse(listed.stdout) as { experiment: string; error: string }
  id = experiment.experiment
  // Here it is to be told.
  expect(experiment.error).toContain(callback)
})

it('no export of any kind says on which machine, by whom or where it was made', async () => {
  const kinds = [
    ...['manifold.gif', 'manifold.png', 'scatter.gif', 'scatter.png', 'reconstructions.gif', 'reconstructions.png', 'scalars.csv', 'scalars.json'],
    ...['latents.npy', 'latents.csv', 'labels.npy', 'labels.csv', 'weights.safetensors', 'experiment.manifold', 'events'],
  ]
  const written = await Promise.all(kinds.map((name) => workbench('export', name.split('.')[0] ?? '', id, '--out', join(out, name))))
  expect(written.map(({ code, stderr }) => ({ code, stderr }))).toEqual(kinds.map(() => ({ code: 0, stderr: '' })))
  const files = filesBelow(out)
  expect(files).toHaveLength(kinds.length)
  expect(files.map((file) => ({ file, told: told(out, file) })).filter(({ told }) => told.length > 0)).toEqual([])
})

it('no event file that is written as a run trains does either', () => {
  const logs = join(workspace, 'logs')
  const files = filesBelow(logs)
  expect(files.length).toBeGreaterThan(0)
  expect(files.map((file) => ({ file, told: told(logs, file) })).filter(({ told }) => told.length > 0)).toEqual([])
})

it('an experiment that is imported says why its run ended, and not where', async () => {
  const { code } = await workbench('import', join(out, 'experiment.manifold'))
  expect(code).toBe(0)
  const listed = (await workbench('list', '--json')).stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as { experiment: string; error: string })
  const imported = listed.find(({ experiment }) => experiment !== id)
  expect(imported?.error).toMatch(/callback\.mjs.*none\.json/)
  for (const word of telling) expect(imported?.error).not.toContain(word)
  expect(await workbench('check')).toMatchObject({ code: 0, stderr: '' })
})
