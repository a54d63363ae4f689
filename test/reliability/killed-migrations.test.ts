import Database from 'better-sqlite3'
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate, setTimeout as wait } from 'node:timers/promises'
import { afterAll, it } from 'vitest'
import { newestVersion } from '../../src/main/store/migrate.ts'
import { migrations } from '../../src/main/store/migrations/index.ts'
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
const versions = releasedVersions.length
/** So many of each version, however many there are: every moment has to be met. */
const tally = new Tally({ title: 'Migrations killed', unit: 'kills', short: 4 * versions, long: 20 * versions })
afterAll(() => tally.finish())

const megabyte = 2 ** 20
const ids = ['aaaa1111', 'bbbb2222']

/** Twenty more epochs with figures of two megabytes each: more than SQLite keeps in memory while it brings them up. */
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

/** When it is killed: at any moment, or as soon as something is seen of what it is at. */
const moments = ['any moment', 'the copy', 'the migration'] as const
/** For one that is seen too late, on a machine with other things to do. */
const mostAttempts = 10

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
  const copy = `${file}.version-${version}.backup`
  const signs: Record<(typeof moments)[number], () => boolean> = {
    'any moment': () => false,
    'the copy': () => sizes(directory).some(([name, size]) => name.includes('.partial') && size > megabyte),
    // What does not fit in memory goes to the log before it is committed.
    'the migration': () => existsSync(copy) && (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > megabyte,
  }

  /** @returns where it was, as far as the files say: before, in or after what was to be met */
  const kill = async (moment: (typeof moments)[number]): Promise<string> => {
    begin()
    const started = startWorkbench(['--workspace', directory, 'list'])
    const late = moment === 'any moment' ? wait(Math.round(duration * (0.25 + 0.75 * (random.below(1000) / 1000)))) : started.finished
    const waiting = new AbortController()
    void late.then(() => waiting.abort())
    while (!waiting.signal.aborted && !signs[moment]()) await setImmediate()
    started.child.kill('SIGKILL')
    await started.finished
    if (versionOf(directory) !== version) return 'after'
    return existsSync(copy) ? 'the migration' : sizes(directory).some(([name]) => name.includes('.partial')) ? 'the copy' : 'before'
  }

  const met = new Set<string>()
  for (let each = 0; each < tally.planned / versions; each++) {
    const moment = moments[each % moments.length] ?? 'any moment'
    let where = await kill(moment)
    for (let attempt = 1; moment !== 'any moment' && where !== moment && attempt < mostAttempts; attempt++) where = await kill(moment)
    met.add(where)
    const problems: string[] = []
    try {
      await Workbench.open(directory).close()
      problems.push(...damageOf(file))
      if (JSON.stringify(rowsOf(file)) !== JSON.stringify(before)) problems.push('rows are missing')
      problems.push(...readdirSync(directory).filter((name) => name.includes('.partial')))
    } catch (thrown) {
      problems.push(String(thrown))
    }
    for (const problem of problems) tally.lose(`version ${version}, killed in ${where} (meant: ${moment}): ${problem}`)
    tally.count()
  }
  if (version === newestVersion(migrations)) return
  for (const moment of ['the copy', 'the migration']) if (!met.has(moment)) tally.lose(`version ${version} was never killed in ${moment}`)
})

function sizes(directory: string): [name: string, bytes: number][] {
  return readdirSync(directory).map((name) => [name, statSync(join(directory, name), { throwIfNoEntry: false })?.size ?? 0])
}

/** The version that the next start finds, looked at in a copy: whoever opens the file itself puts it right. */
function versionOf(directory: string): number {
  const copy = join(folder, 'looked at.sqlite')
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${copy}${suffix}`, { force: true })
  for (const suffix of ['', '-wal']) {
    const part = join(directory, `workbench.sqlite${suffix}`)
    if (existsSync(part)) copyFileSync(part, `${copy}${suffix}`)
  }
  const database = new Database(copy)
  try {
    return database.pragma('user_version', { simple: true }) as number
  } finally {
    database.close()
  }
}

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
