import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
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
const kinds = ['data set import', 'archive import', 'archive export', 'copy', 'first start'] as const
const tally = new Tally({ title: 'Imports, exports, copies killed', unit: 'kills', short: 10, long: 100 })
afterAll(() => tally.finish())

let workspace: TrainingWorkspace
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
}, 300_000)

interface Transfer {
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
  const [, imported] = ids
  if (imported === undefined) return []
  const database = join(directory, 'workbench.sqlite')
  const [theirs, ours] = [allOfARun(database, run), allOfARun(database, imported)]
  return JSON.stringify([...theirs.rows]) === JSON.stringify([...ours.rows]) ? [] : ['the imported run is not the one that was exported']
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
function copyOfWorkspace(): string {
  const directory = join(folder, 'killed')
  rmSync(directory, { recursive: true, force: true })
  mkdirSync(join(directory, 'out'), { recursive: true })
  mkdirSync(join(directory, 'datasets'))
  copyFileSync(workspace.database, join(directory, 'workbench.sqlite'))
  for (const name of readdirSync(join(workspace.directory, 'datasets'))) {
    const [from, to] = [join(workspace.directory, 'datasets', name), join(directory, 'datasets', name)]
    mkdirSync(to)
    for (const file of readdirSync(from)) copyFileSync(join(from, file), join(to, file))
  }
  return directory
}

/** Milliseconds that it takes when nobody kills it. */
async function durationOf(kind: (typeof kinds)[number]): Promise<number> {
  const began = performance.now()
  const { code, stderr } = await workbench(...transferOf(kind, copyOfWorkspace()).args)
  if (code !== 0) throw new Error(`${kind}: ${stderr}`)
  return performance.now() - began
}

it.each(kinds)('is there whole or not at all after a kill: %s', async (kind) => {
  const duration = await durationOf(kind)
  for (let kill = 0; kill < tally.planned / kinds.length; kill++) {
    const directory = copyOfWorkspace()
    const { args, findings } = transferOf(kind, directory)
    const started = startWorkbench(args)
    // The first part is the start of the program, in which nothing is written.
    const moment = Math.round(duration * (0.3 + 0.7 * (random.below(1000) / 1000)))
    await wait(moment)
    started.child.kill('SIGKILL')
    await started.finished
    const problems: string[] = []
    try {
      await workspace.at(directory).use(() => undefined)
      problems.push(...damageOf(join(directory, 'workbench.sqlite')), ...(await checkWorkspace(directory, silent)))
      problems.push(...unfinishedIn(directory), ...(await findings(directory)))
      const copy = join(directory, 'workbench.sqlite.backup')
      if (existsSync(copy) && (statSync(copy).size === 0 || damageOf(copy).length > 0)) problems.push('the copy is not whole')
      if (!readFileSync(archive).subarray(0, 6).equals(Buffer.from('SQLite'))) problems.push('the archive was touched')
    } catch (thrown) {
      problems.push(String(thrown))
    }
    for (const problem of problems) tally.lose(`${kind}, killed after ${moment} ms: ${problem}`)
    tally.count()
  }
})

/** Half done things in the workspace after the next start. */
function unfinishedIn(directory: string): string[] {
  return [directory, join(directory, 'datasets')]
    .flatMap((place) => readdirSync(place))
    .filter((name) => /^\.importing-|\.partial|\.new/.test(name))
}
