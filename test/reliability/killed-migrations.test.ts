import Database from 'better-sqlite3'
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, it } from 'vitest'
import { Workbench } from '../../src/main/workbench/workbench.ts'
import { createRandom } from '../../src/shared/maths/random.ts'
import { releasedDatabase, releasedVersions } from '../main/store/support/released.ts'
import { seed, Tally } from '../support/tally.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { startWorkbench, workbench } from '../support/workbench-process.ts'
import { allOfARun, damageOf } from './support/all-of-a-run.ts'

/* A database of each released version, large enough that bringing it up takes a while, is opened by a process that is killed. */
const folder = temporaryFolder('killed migrations')
const random = createRandom(seed, 6)
const tally = new Tally({ title: 'Migrations killed', unit: 'kills', short: 4, long: 40 })
afterAll(() => tally.finish())

const megabyte = 2 ** 20
const ids = ['aaaa1111', 'bbbb2222']

/** Twenty more epochs with figures of two megabytes each. */
function enlarge(database: Database.Database): void {
  const later = database.prepare(
    `INSERT INTO epochs (experiment_id, epoch, loss, val_loss, reconstruction, kl, val_reconstruction, val_kl, learning_rate, seconds, ended_at)
     SELECT experiment_id, ?, loss, val_loss, reconstruction, kl, val_reconstruction, val_kl, learning_rate, seconds, ended_at FROM epochs
     WHERE experiment_id = 'aaaa1111' AND epoch = 0`,
  )
  const figures = database.prepare(`INSERT INTO snapshots VALUES ('aaaa1111', ?, x'01', x'02', ?, 1, x'0000000000000000', 2, NULL, NULL)`)
  for (let epoch = 3; epoch < 23; epoch++) {
    later.run(epoch)
    figures.run(epoch, Buffer.alloc(2 * megabyte, epoch))
  }
}

const rowsOf = (file: string) => ids.map((id) => [...allOfARun(file, id).rows.keys()])

it.each(releasedVersions)('leaves version %i or the newest, whole', async (version) => {
  const original = join(folder, `version-${version}.sqlite`)
  releasedDatabase(original, version, enlarge)
  const before = rowsOfVersion(original)
  const directory = join(folder, 'killed')
  const file = join(directory, 'workbench.sqlite')
  const begin = () => {
    rmSync(directory, { recursive: true, force: true })
    mkdirSync(directory)
    copyFileSync(original, file)
  }
  begin()
  const began = performance.now()
  await workbench('--workspace', directory, 'list')
  const duration = performance.now() - began
  for (let kill = 0; kill < tally.planned / releasedVersions.length; kill++) {
    begin()
    const started = startWorkbench(['--workspace', directory, 'list'])
    const moment = Math.round(duration * (0.25 + 0.75 * (random.below(1000) / 1000)))
    await wait(moment)
    started.child.kill('SIGKILL')
    await started.finished
    const problems: string[] = []
    try {
      await Workbench.open(directory).close()
      problems.push(...damageOf(file))
      if (JSON.stringify(rowsOf(file)) !== JSON.stringify(before)) problems.push('rows are missing')
      problems.push(...readdirSync(directory).filter((name) => name.includes('.partial')))
    } catch (thrown) {
      problems.push(String(thrown))
    }
    for (const problem of problems) tally.lose(`version ${version}, killed after ${moment} ms: ${problem}`)
    tally.count()
  }
})

/** The names of all rows, also of a version that has not all tables. */
function rowsOfVersion(file: string): string[][] {
  const database = new Database(file, { readonly: true })
  try {
    const tables = ['epochs', 'snapshots', 'checkpoints', 'learning_rate_changes']
    const there = tables.filter((table) => database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table) !== undefined)
    return ids.map((id) =>
      there.flatMap((table) =>
        database
          .prepare<[string], { epoch: number; step?: number }>(`SELECT * FROM ${table} WHERE experiment_id = ? ORDER BY epoch`)
          .all(id)
          .map(({ epoch, step }) => `${table} ${epoch}${step === undefined ? '' : ` ${step}`}`),
      ),
    )
  } finally {
    database.close()
  }
}
