import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, it } from 'vitest'
import { checkWorkspace } from '../../src/main/upkeep/check-workspace.ts'
import { createRandom } from '../../src/shared/maths/random.ts'
import { writeIdxFiles } from '../support/idx-files.ts'
import { syntheticDataset } from '../support/synthetic-dataset.ts'
import { seed, Tally } from '../support/tally.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { startWorkbench, workbench } from '../support/workbench-process.ts'
import { allOfARun, damageOf } from './support/all-of-a-run.ts'
import { TrainingWorkspace } from './support/training-workspace.ts'

/*
 * What moves data is killed at random moments: imports, exports, copies, and the very first start. After each kill the next start finds a
 * whole workspace in which the thing is there whole or not at all, and nothing half done lies about.
 */
const folder = temporaryFolder('killed transfers')
const random = createRandom(seed, 5)
const silent = { reached: () => Promise.resolve() }
const imports = ['data set import', 'archive import with a new data set', 'import of a data set that was absent'] as const
const kinds = [...imports, 'archive import', 'archive export', 'copy', 'first start'] as const
const tally = new Tally({ title: 'Imports, exports, copies killed', unit: 'kills', short: 14, long: 105 })
const steps = new Tally({ title: 'Imports killed at each step', unit: 'kills', short: 18, long: 180 })
afterAll(() => tally.finish())
afterAll(() => steps.finish())

let workspace: TrainingWorkspace
/** Without any data set, and with one that is absent: the run's that is in the archive. */
let empty: TrainingWorkspace
let waiting: TrainingWorkspace
let run: string
let archive: string
let idx: ReturnType<typeof writeIdxFiles>

beforeAll(async () => {
  workspace = await TrainingWorkspace.create(join(folder, 'workspace'))
  run = await workspace.addExperiment({ snapshots: { schedule: { kind: 'every', epochs: 1 }, weights: true } })
  await workspace.train(run, 6)
  archive = join(folder, 'run.manifold')
  const { code, stderr } = await workbench('--workspace', workspace.directory, 'export', 'experiment', run, '--out', archive)
  if (code !== 0) throw new Error(stderr)
  idx = writeIdxFiles(join(folder, 'idx'), syntheticDataset({ size: 28, train: 8000, test: 1000 }))
  empty = workspace.at(join(folder, 'empty'))
  await empty.use(() => undefined)
  waiting = workspace.at(join(folder, 'waiting'))
  await waiting.use((there) => there.importExperiment(archive))
  writeFileSync(killer, killerProgram)
}, 300_000)

/** Loaded before the program: notes its steps in the folder of data sets, R where it gives something its place, and ends it, as SIGKILL does, just before one. */
const killer = join(folder, 'kill-at-step.mjs')
const counter = join(folder, 'steps')
const killerProgram = `
  import fs from 'node:fs'
  import { syncBuiltinESMExports } from 'node:module'
  for (const name of ['mkdirSync', 'openSync', 'writeFileSync', 'fsyncSync', 'renameSync', 'rmSync']) {
    const step = fs[name]
    fs[name] = (...args) => {
      if (typeof args[0] === 'number' || /[/]datasets(?=[/]|$)/.test(args[0])) {
        fs.appendFileSync(process.env.STEPS, name === 'renameSync' ? 'R' : '.')
        if (fs.statSync(process.env.STEPS).size === Number(process.env.LAST_STEP)) process.kill(process.pid, 'SIGKILL')
      }
      return step(...args)
    }
  }
  syncBuiltinESMExports()`

interface Transfer {
  /** What it begins with, where that is not the workspace of the run. */
  from?: TrainingWorkspace
  args: string[]
  /** What is wrong in the workspace of the kill, in words. */
  findings: (directory: string) => Promise<string[]>
}

function transferOf(kind: (typeof kinds)[number], directory: string): Transfer {
  const inWorkspace = ['--workspace', directory]
  const nothing = () => Promise.resolve([])
  switch (kind) {
    case 'data set import':
      return { args: [...inWorkspace, 'import-dataset', '--images', idx.images, '--labels', idx.labels, '--name', 'New'], findings: nothing }
    case 'import of a data set that was absent': {
      const rows = `${workspace.directory}-idx`
      const files = ['--images', join(rows, 'train-images-idx3-ubyte'), '--labels', join(rows, 'train-labels-idx1-ubyte')]
      return { from: waiting, args: [...inWorkspace, 'import-dataset', ...files, '--name', 'Other'], findings: absentOrThere }
    }
    case 'archive import with a new data set':
      return { from: empty, args: [...inWorkspace, 'import', archive], findings: importedWholeOrNot }
    case 'archive import':
      return { args: [...inWorkspace, 'import', archive], findings: importedWholeOrNot }
    case 'archive export':
      return { args: [...inWorkspace, 'export', 'experiment', run, '--out', join(directory, 'out', 'run.manifold')], findings: exportedWholeOrNot }
    case 'copy':
      return { args: [...inWorkspace, 'backup'], findings: nothing }
    case 'first start':
      return { args: ['--workspace', join(directory, 'fresh'), 'import', archive], findings: startsAgain }
  }
}

async function importedWholeOrNot(directory: string): Promise<string[]> {
  const ids = await workspace.at(directory).use(({ store }) => store.experiments.list().map(({ id }) => id))
  const imported = ids.find((id) => id !== run)
  if (imported === undefined) return []
  const [theirs, ours] = [allOfARun(workspace.database, run), allOfARun(join(directory, 'workbench.sqlite'), imported)]
  return JSON.stringify([...theirs.rows]) === JSON.stringify([...ours.rows]) ? [] : ['the imported run is not the one that was exported']
}

/** The figures that wait for the data set are there in either case. */
function absentOrThere(directory: string): Promise<string[]> {
  return workspace.at(directory).use(({ datasets }) => {
    const all = datasets.list().filter(({ source }) => source !== 'bundled')
    const [dataset] = all
    if (dataset === undefined || all.length > 1) return [`${all.length} data sets`]
    const labels = datasets.testLabels(dataset.id).length
    const files = readdirSync(join(directory, 'datasets', dataset.id))
    if (dataset.source === 'absent') return labels === 60 && files.length === 1 ? [] : [`absent, with ${labels} labels and ${files.join(', ')}`]
    return datasets.load(dataset.id).train.labels.length === dataset.trainCount ? [] : ['its images are not as many as its row says']
  })
}

async function exportedWholeOrNot(directory: string): Promise<string[]> {
  const out = join(directory, 'out', 'run.manifold')
  if (existsSync(out)) {
    const { code, stderr } = await workbench('--workspace', directory, 'import', out)
    if (code !== 0) return [`the export is not whole: ${stderr}`]
  }
  // The next export into the same place clears what the killed one left.
  await workbench('--workspace', directory, 'export', 'experiment', run, '--out', out)
  const names = readdirSync(join(directory, 'out'))
  return names.length === 1 ? [] : [`${names.join(', ')} after the next export`]
}

async function startsAgain(directory: string): Promise<string[]> {
  const fresh = join(directory, 'fresh')
  // Killed before there was a workspace: nothing is lost, and nothing there to look at.
  if (!existsSync(join(fresh, 'workbench.sqlite'))) return []
  const { code, stderr } = await workbench('--workspace', fresh, 'list')
  return code === 0 ? readdirSync(fresh).filter((name) => /partial|new/.test(name)) : [stderr]
}

/** A workspace of this kill's own. */
function copyOf({ directory: from, database }: TrainingWorkspace = workspace): string {
  const directory = join(folder, 'killed')
  rmSync(directory, { recursive: true, force: true })
  mkdirSync(join(directory, 'out'), { recursive: true })
  mkdirSync(join(directory, 'datasets'))
  copyFileSync(database, join(directory, 'workbench.sqlite'))
  if (existsSync(join(from, 'datasets'))) cpSync(join(from, 'datasets'), join(directory, 'datasets'), { recursive: true })
  return directory
}

/** A transfer in a workspace of its own. */
function begin(kind: (typeof kinds)[number]): Transfer & { directory: string } {
  const directory = copyOf(transferOf(kind, '').from)
  return { directory, ...transferOf(kind, directory) }
}

/** What is wrong after a kill, in words. */
async function problemsAfter({ directory, findings }: ReturnType<typeof begin>): Promise<string[]> {
  const problems: string[] = []
  try {
    await workspace.at(directory).use(() => undefined)
    problems.push(...damageOf(join(directory, 'workbench.sqlite')), ...(await checkWorkspace(directory, silent)))
    problems.push(...unfinishedIn(directory), ...(await strayFolders(directory)), ...(await findings(directory)))
    const copy = join(directory, 'workbench.sqlite.backup')
    if (existsSync(copy) && (statSync(copy).size === 0 || damageOf(copy).length > 0)) problems.push('the copy is not whole')
    if (!readFileSync(archive).subarray(0, 6).equals(Buffer.from('SQLite'))) problems.push('the archive was touched')
  } catch (thrown) {
    problems.push(String(thrown))
  }
  return problems
}

/** Folders of data sets without a row, and rows without a folder. */
async function strayFolders(directory: string): Promise<string[]> {
  const rows = await workspace.at(directory).use(({ store }) => store.datasets.list().map(({ id }) => id))
  const folders = readdirSync(join(directory, 'datasets'))
  const stray = [...folders.filter((name) => !rows.includes(name)), ...rows.filter((id) => !folders.includes(id))]
  return stray.map((name) => `${name} has a folder or a row, not both`)
}

/** Milliseconds that it takes when nobody kills it. */
async function durationOf(kind: (typeof kinds)[number]): Promise<number> {
  const began = performance.now()
  const { args } = begin(kind)
  const { code, stderr } = await workbench(...args)
  if (code !== 0) throw new Error(`${kind}: ${stderr}`)
  return performance.now() - began
}

it.each(kinds)('is there whole or not at all after a kill: %s', async (kind) => {
  const duration = await durationOf(kind)
  for (let kill = 0; kill < tally.planned / kinds.length; kill++) {
    const transfer = begin(kind)
    const started = startWorkbench(transfer.args)
    // The first part is the start of the program, in which nothing is written.
    const moment = Math.round(duration * (0.3 + 0.7 * (random.below(1000) / 1000)))
    await wait(moment)
    started.child.kill('SIGKILL')
    await started.finished
    for (const problem of await problemsAfter(transfer)) tally.lose(`${kind}, killed after ${moment} ms: ${problem}`)
    tally.count()
  }
})

it.each(imports)('is there whole or not at all, at whichever step it is killed: %s', async (kind) => {
  const upTo = (lastStep: number, args: readonly string[]) => {
    rmSync(counter, { force: true })
    return startWorkbench(args, { NODE_OPTIONS: `--import="${killer}"`, STEPS: counter, LAST_STEP: String(lastStep) }).finished
  }
  const { code, stderr } = await upTo(-1, begin(kind).args)
  if (code !== 0) throw new Error(`${kind}: ${stderr}`)
  const all = statSync(counter).size
  const placed = readFileSync(counter, 'utf8').lastIndexOf('R') + 1
  const kills = steps.planned / imports.length
  let late = 0
  for (let kill = 0; kill < kills; kill++) {
    // Every second time one of the last: there the folder has its place, and its row is not committed or just is.
    const early = 1 + Math.floor(((kill + 2 * (random.below(1000) / 1000)) * all) / kills)
    const step = kill % 2 === 0 ? early : placed + 1 + (((kill - 1) / 2) % (all - placed))
    const transfer = begin(kind)
    const { signal } = await upTo(step, transfer.args)
    if (signal !== 'SIGKILL') steps.lose(`${kind} did not come to step ${step} of ${all}`)
    if (existsSync(join(transfer.directory, 'datasets')) && unkeptIn(transfer.directory)) late++
    for (const problem of await problemsAfter(transfer)) steps.lose(`${kind}, killed at step ${step} of ${all}: ${problem}`)
    // Done again it succeeds.
    const again = await workbench(...transfer.args)
    if (again.code !== 0) steps.lose(`${kind}, killed at step ${step} of ${all} and done again: ${again.stderr}`)
    steps.count()
  }
  if (late === 0) steps.lose(`${kind} was never killed at its very end`)
})

/** Whether a data set has its place and is not settled. */
function unkeptIn(directory: string): boolean {
  const datasets = join(directory, 'datasets')
  return readdirSync(datasets).some((name) => !name.startsWith('.') && existsSync(join(datasets, name, '.importing')))
}

/** Half done things in the workspace after the next start. */
function unfinishedIn(directory: string): string[] {
  return [directory, join(directory, 'datasets')]
    .flatMap((place) => readdirSync(place))
    .filter((name) => /^\.importing-|\.partial|\.new/.test(name))
}
