import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { refuseOtherFiles } from '../../../src/main/archive/archive-file.ts'
import { archivedTables, rowsOf } from '../../../src/main/archive/archive-schema.ts'
import { importArchive } from '../../../src/main/archive/import-archive.ts'
import { RowDigest } from '../../../src/main/archive/row-digest.ts'
import { DatasetCatalogue } from '../../../src/main/datasets/catalogue.ts'
import { Progress } from '../../../src/main/export/progress.ts'
import { runExport } from '../../../src/main/export/run-export.ts'
import { resourcesDirectory } from '../../../src/main/resources.ts'
import { Connection } from '../../../src/main/store/connection.ts'
import { encodeCheckpoint } from '../../../src/main/store/checkpoints.ts'
import { sha256 } from '../../../src/main/store/digest.ts'
import type { Checkpoint } from '../../../src/main/store/records.ts'
import { encodeSafetensors } from '../../../src/main/store/safetensors.ts'
import { Store } from '../../../src/main/store/store.ts'
import { snapshotFigures } from '../../../src/main/workbench/figures.ts'
import { workspaceFiles } from '../../../src/main/workspace-files.ts'
import { toWorkbenchError } from '../../../src/shared/errors.ts'
import { canMount, smallDisk } from '../../support/small-disk.ts'
import { writeIdxFiles } from '../../support/idx-files.ts'
import { dataset, makeWorkspace } from '../export/experiment-workspace.ts'

const progress = () => new Progress(() => undefined, new AbortController().signal)

/** What whoever forges an archive does, too. */
function hashAnew(file: string): void {
  const connection = Connection.open(file)
  const { id } = connection.statement<{ id: string }>('SELECT id FROM experiments').get() ?? { id: '' }
  const digests = Object.fromEntries(
    archivedTables(connection).map((table) => {
      const digest = new RowDigest()
      for (const row of rowsOf(connection, table, id)) digest.add(row)
      return [table.name, digest.finish()]
    }),
  )
  connection.statement('UPDATE archive SET digests = ?').run(JSON.stringify(digests))
  connection.close()
}

describe('an experiment in one file', () => {
  let folder: string
  let here: string
  let there: string
  let archive: string
  let id: string

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'archive-'))
    here = join(folder, 'here')
    there = join(folder, 'there')
    id = makeWorkspace(here, 5)
    Store.open(workspaceFiles.database(there)).close()
    archive = join(folder, 'run.manifold')
    await runExport({ directory: here, request: { kind: 'experiment', experimentId: id, out: archive } }, progress())
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const opened = <Result>(workspace: string, use: (store: Store, datasets: DatasetCatalogue) => Result): Result => {
    const store = Store.open(workspaceFiles.database(workspace))
    try {
      return use(store, new DatasetCatalogue(store, workspace, resourcesDirectory()))
    } finally {
      store.close()
    }
  }
  const everything = (workspace: string, experimentId: string) =>
    opened(workspace, (store, datasets) => ({
      epochs: store.epochs.list(experimentId),
      snapshots: store.snapshots.epochs(experimentId).map((epoch) => {
        return { ...snapshotFigures(store, datasets, experimentId, epoch), experimentId: null }
      }),
      checkpoint: store.checkpoints.latest(experimentId),
      kept: store.checkpoints.list(experimentId),
    }))
  const change = (sql: string) => {
    const database = new Database(archive)
    database.exec(sql)
    database.close()
  }

  /** The newest one becomes what whoever forges it likes. */
  function forgeCheckpoint(state: Uint8Array): void {
    const database = new Database(archive)
    database.prepare('UPDATE checkpoints SET state = ?, sha256 = ? WHERE epoch = 4').run(state, sha256(state))
    database.close()
    hashAnew(archive)
  }

  it('is not made of rows that are damaged: in the file they would pass for whole', async () => {
    const database = new Database(workspaceFiles.database(here))
    database.exec('UPDATE epochs SET val_loss = val_loss + 1e-9 WHERE epoch = 1')
    database.close()
    const out = join(folder, 'damaged.manifold')
    const exported = runExport({ directory: here, request: { kind: 'experiment', experimentId: id, out } }, progress())
    await expect(exported).rejects.toMatchObject({ code: 'database-corrupt' })
    expect(existsSync(out)).toBe(false)
  })

  it('comes back the same elsewhere, under an id of its own', async () => {
    const { experiment } = await importArchive(there, archive, progress())
    expect(experiment).toMatchObject({ name: 'Export me', epochsDone: 5, status: 'created' })
    expect(experiment.id).not.toBe(id)
    expect(everything(there, experiment.id)).toEqual(everything(here, id))
    expect(readdirSync(there).filter((name) => name.startsWith('.importing'))).toEqual([])
  })

  it('says that its data set is missing, and finds it once its files are imported', async () => {
    const { experiment, missingDataset } = await importArchive(there, archive, progress())
    expect(missingDataset).toBe('Rows')
    const name = experiment.configuration.dataset
    opened(there, (_, datasets) => {
      expect(datasets.get(name).source).toBe('absent')
      expect(datasets.testLabels(name)).toEqual(dataset.test.labels)
      expect(() => datasets.load(name)).toThrow('“Rows” is not in this workspace')
      const imported = datasets.import({ name: 'Another name', ...writeIdxFiles(join(folder, 'idx'), dataset), test: null })
      expect(imported).toMatchObject({ id: name, source: 'imported' })
      expect(datasets.load(name).train.labels).toEqual(dataset.train.labels)
    })
  })

  it('says of its data set what the files say, once they are there', async () => {
    change("UPDATE archive SET dataset = json_set(dataset, '$.trainClassCounts', json('[7]'))")
    const { experiment } = await importArchive(there, archive, progress())
    opened(there, (_, datasets) => {
      const imported = datasets.import({ name: 'Rows', ...writeIdxFiles(join(folder, 'idx'), dataset), test: null })
      expect(imported).toMatchObject({ id: experiment.configuration.dataset, trainCount: dataset.train.labels.length })
    })
  })

  it('that says otherwise of its data set than one before is told how to know who is right', async () => {
    const honest = readFileSync(archive)
    change("UPDATE archive SET dataset = json_set(dataset, '$.testClassCounts', json('[12]')), test_labels = zeroblob(12); DELETE FROM snapshots")
    hashAnew(archive)
    await importArchive(there, archive, progress())
    writeFileSync(archive, honest)
    await expect(importArchive(there, archive, progress())).rejects.toThrow(/“Rows” is, and which.* Import its IDX files, then this experiment again/)
    opened(there, (_, datasets) => datasets.import({ name: 'Rows', ...writeIdxFiles(join(folder, 'idx'), dataset), test: null }))
    const { experiment } = await importArchive(there, archive, progress())
    expect(everything(there, experiment.id)).toEqual(everything(here, id))
  })

  it('that says otherwise of its data set than its files is refused', async () => {
    opened(there, (_, datasets) => datasets.import({ name: 'Rows', ...writeIdxFiles(join(folder, 'idx'), dataset), test: null }))
    change("UPDATE archive SET dataset = json_set(dataset, '$.testClassCounts', json('[12]')), test_labels = zeroblob(12); DELETE FROM snapshots")
    hashAnew(archive)
    await expect(importArchive(there, archive, progress())).rejects.toThrow(/is not of the data set “Rows” that it names/)
  })

  it('refers to the data set of the same content, whatever it is called', async () => {
    const called = opened(there, (_, datasets) => {
      return datasets.import({ name: 'Bars', ...writeIdxFiles(join(folder, 'idx'), dataset), test: null }).id
    })
    const { experiment, missingDataset } = await importArchive(there, archive, progress())
    expect([experiment.configuration.dataset, missingDataset]).toEqual([called, null])
  })

  it('can be imported twice, and beside the original', async () => {
    const first = await importArchive(here, archive, progress())
    const second = await importArchive(here, archive, progress())
    expect(new Set([id, first.experiment.id, second.experiment.id]).size).toBe(3)
    expect(opened(here, (store) => store.experiments.list()).length).toBe(3)
  })

  it('that trained when it was exported is interrupted elsewhere', async () => {
    opened(here, (store) => store.experiments.setStatus(id, 'training'))
    await runExport({ directory: here, request: { kind: 'experiment', experimentId: id, out: archive } }, progress())
    expect((await importArchive(there, archive, progress())).experiment.status).toBe('interrupted')
  })

  describe('is refused', () => {
    afterEach(() => {
      expect(opened(there, (store) => [store.experiments.list(), store.datasets.list()])).toEqual([[], []])
      expect(readdirSync(there).filter((name) => name.startsWith('.importing'))).toEqual([])
    })
    const refusal = () => importArchive(there, archive, progress()).then(
      () => 'imported',
      (thrown: unknown) => toWorkbenchError(thrown).message,
    )

    it.each([
      ['a changed metric', 'UPDATE epochs SET val_loss = 0.06 WHERE epoch = 3', /its epochs are not those/],
      ['a changed name', "UPDATE experiments SET name = 'Mine'", /its experiments are not those/],
      ['a missing epoch', 'DELETE FROM epochs WHERE epoch = 4', /its epochs are not those/],
      ['changed figures', 'UPDATE snapshots SET manifold = zeroblob(length(manifold)) WHERE epoch = 2', /its snapshots are not those/],
      ['changed weights', 'UPDATE checkpoints SET state = zeroblob(length(state))', /the weights of epoch \d are damaged/],
      ['labels of another length', "UPDATE archive SET test_labels = x'00'", /not as many labels/],
      ['a second experiment', "INSERT INTO experiments SELECT 99, 'zzzz9999', name, status, configuration, null, null, null, created_at, '', 0, 0, null, null FROM experiments", /exactly one experiment/],
      ['a table of its own', 'CREATE TABLE more (x)', /its tables are not those/],
      ['a trigger', 'CREATE TRIGGER t AFTER INSERT ON epochs BEGIN DELETE FROM epochs; END', /its tables are not those/],
      ['a newer schema', 'PRAGMA user_version = 99', /newer version of the workbench/],
      ['another program’s mark', 'PRAGMA application_id = 7', /not an experiment that the workbench exported/],
    ])('with %s', async (_, sql, message) => {
      change(sql)
      expect(await refusal()).toMatch(message)
    })

    it.each([
      ['KL of other dimensions', "UPDATE epochs SET val_kl_per_dimension = x'000000' WHERE epoch = 4", /its metrics cannot be/],
      ['an endless metric', 'UPDATE epochs SET val_loss = 9e999 WHERE epoch = 4', /its metrics cannot be/],
      ['a time that no calendar has', 'UPDATE experiments SET created_at = 9000000000000000000', /what it says of the experiment/],
      ['an origin that is no id', "UPDATE experiments SET origin_experiment_id = '../etc', origin_epoch = 0", /what it says of the experiment/],
      ['notes without end', "UPDATE experiments SET notes = replace(hex(zeroblob(20000)), '0', 'x')", /Notes have at most/],
      ['a manifold of another size', 'UPDATE snapshots SET manifold_side = 900 WHERE epoch = 2', /its figures do not fit/],
      ['latents of another size', "UPDATE snapshots SET latents = x'00000000' WHERE epoch = 2", /its figures do not fit/],
      ['a checkpoint of a later epoch', 'UPDATE checkpoints SET epoch = 90 WHERE epoch = 4', /a checkpoint is of no epoch/],
      ['a checkpoint of another epoch', 'UPDATE checkpoints SET epoch = 1 WHERE epoch = 4', /a checkpoint is of no epoch, or of another/],
      [
        'a learning rate beyond all',
        "INSERT INTO learning_rate_changes SELECT id, 1, 0, 1e30, 0, null FROM experiments",
        /a learning rate cannot be/,
      ],
    ])('with %s, even if every hash is right', async (_, sql, message) => {
      change(sql)
      hashAnew(archive)
      expect(await refusal()).toMatch(message)
    })

    it.each<[string, Partial<Checkpoint>, RegExp]>([
      ['a plateau that cannot be gone on from', { callbacks: { 'reduce-lr-on-plateau': { scale: 'all' } } }, /epoch 4 cannot be used: the checkpoint has a state of reduce-lr-on-plateau that no run/],
      ['a scale that makes every rate endless', { callbacks: { 'reduce-lr-on-plateau': { scale: 1e308, best: null, wait: 0, cooldown: 0 } } }, /epoch 4 cannot be used: the checkpoint has a state of reduce-lr-on-plateau/],
      ['a best value that is none', { callbacks: { 'model-checkpoint': null } }, /epoch 4 cannot be used: the checkpoint has a state of model-checkpoint/],
      ['arithmetic that no graph can have', { arithmetic: { rowParts: 0, tensorflow: '2.21.0', instructions: 'AVX2' } }, /is of no epoch, or of another: it does not say of which/],
      ['words in place of arithmetic', { arithmetic: { rowParts: 2, tensorflow: '\x1b[31mred', instructions: 'AVX2' } }, /it does not say of which/],
      ['the state of another epoch', { epoch: 2 }, /a checkpoint is of no epoch, or of another: it says that it is of epoch 2/],
    ])('with a checkpoint that has %s', async (_, changes, message) => {
      forgeCheckpoint(encodeCheckpoint({ epoch: 4, globalStep: 600, state: {}, callbacks: {}, ...changes }).state)
      expect(await refusal()).toMatch(message)
    })

    it.each<[string, Uint8Array, RegExp]>([
      ['no weights at all', Buffer.from('no weights at all'), /epoch 4 cannot be used: these are not whole weights in the safetensors format: its header is longer than any/],
      ['no JSON', Buffer.from('\x03\0\0\0\0\0\0\0{x}'), /its header is not JSON/],
      ['no epoch', encodeSafetensors({}, { format: '1' }), /or of another: it does not say of which/],
    ])('with a checkpoint that holds %s', async (_, state, message) => {
      forgeCheckpoint(state)
      expect(await refusal()).toMatch(message)
    })

    it.each([
      ['a configuration', "UPDATE experiments SET configuration = hex(zeroblob(60000))", /more in its experiments than a run can have/],
      ['an error', "UPDATE experiments SET error = hex(zeroblob(60000))", /more in its experiments/],
      ['an id', "UPDATE experiments SET id = hex(zeroblob(40)); UPDATE epochs SET experiment_id = hex(zeroblob(40))", /more in its experiments/],
      ['KL per dimension', 'UPDATE epochs SET val_kl_per_dimension = zeroblob(200000)', /more in its epochs/],
      ['a hash', 'UPDATE checkpoints SET sha256 = hex(zeroblob(60000))', /more in its checkpoints/],
      ['what it says of its data set', 'UPDATE archive SET dataset = hex(zeroblob(60000))', /more in its archive/],
      ['its digests', 'UPDATE archive SET digests = hex(zeroblob(60000))', /more in its archive/],
      ['labels', 'UPDATE archive SET test_labels = zeroblob(60000)', /not as many labels/],
      ['reconstructions', 'UPDATE snapshots SET originals = zeroblob(6400000), reconstructions = zeroblob(6400000)', /do not fit its data set/],
      ['a schema', `CREATE TABLE long (x TEXT DEFAULT '${'x'.repeat(150_000)}')`, /its tables are not those/],
      [
        'epochs without end',
        `WITH RECURSIVE n (n) AS (SELECT 5 UNION ALL SELECT n + 1 FROM n LIMIT 100000)
         INSERT INTO epochs SELECT experiment_id, n, 1, 1, 1, 1, 1, 1, 1, 1, 1, null, null FROM epochs, n WHERE epoch = 4`,
        /more rows than a run can have/,
      ],
    ])('with %s that is too long to be read', async (_, sql, message) => {
      change(`PRAGMA foreign_keys = OFF; ${sql}`)
      expect(await refusal()).toMatch(message)
    })

    it.each([
      ['larger than any that can be imported', "json_set(dataset, '$.testClassCounts[0]', 100000000)"],
      ['of sides that no data set has', "json_set(dataset, '$.height', 1000)"],
    ])('with a data set %s', async (_, dataset) => {
      change(`UPDATE archive SET dataset = ${dataset}`)
      expect(await refusal()).toMatch(/what it says of itself cannot be read/)
    })

    it.runIf(process.platform === 'linux')('when it is no file, before any of it is read', async () => {
      rmSync(archive)
      execFileSync('mkfifo', [archive])
      expect(await refusal()).toMatch(/is not a file/)
      rmSync(archive)
      mkdirSync(archive)
      expect(await refusal()).toMatch(/is a folder/)
    })

    it('when it is longer than it says, before any of it is copied', async () => {
      // It takes no room on the disk; a copy would.
      truncateSync(archive, 2 ** 31)
      const began = process.cpuUsage()
      expect(await refusal()).toMatch(/is not as long as it says/)
      expect(process.cpuUsage(began).system).toBeLessThan(200_000)
    })

    it.runIf(canMount)('when there is no room for it, before any of it is copied', () => {
      const disk = smallDisk(1)
      try {
        const { size } = statSync(archive)
        disk.fill(size + 100_000)
        expect(() => refuseOtherFiles(archive, disk.path, 'run.manifold')).toThrow(/the disk is full\. Free \d+ MB/)
        disk.free()
        expect(() => refuseOtherFiles(archive, disk.path, 'run.manifold')).not.toThrow()
      } finally {
        disk.remove()
      }
    })

    it('when the workspace does not take it, without leaving a trace', async () => {
      const database = new Database(workspaceFiles.database(there))
      database.exec("CREATE TRIGGER full BEFORE INSERT ON checkpoints BEGIN SELECT RAISE(ABORT, 'full'); END")
      database.close()
      expect(await refusal()).not.toBe('imported')
      expect(existsSync(join(there, 'datasets')) ? readdirSync(join(there, 'datasets')) : []).toEqual([])
    })

    it('when it is cut off, no database, or a workspace’s', async () => {
      truncateSync(archive, readFileSync(archive).length - 20_000)
      expect(await refusal()).toMatch(/cannot be imported/)
      writeFileSync(archive, 'not a database at all')
      expect(await refusal()).toMatch(/cannot be imported: it is no archive/)
      rmSync(archive)
      expect(await refusal()).toMatch(/does not exist/)
      copyFileSync(workspaceFiles.database(here), archive)
      expect(await refusal()).toMatch(/not an experiment that the workbench exported/)
    })
  })

  it('does not bring back a workspace that is gone, nor a database', async () => {
    const gone = { code: 'not-found', message: expect.stringContaining('was moved or deleted') as string }
    rmSync(workspaceFiles.database(there))
    await expect(importArchive(there, archive, progress())).rejects.toMatchObject(gone)
    expect(readdirSync(there)).toEqual([])
    rmSync(there, { recursive: true })
    await expect(importArchive(there, archive, progress())).rejects.toMatchObject(gone)
    expect(existsSync(there)).toBe(false)
  })

  it('does not make a database anew that goes while it is looked at', async () => {
    const removing = new Progress(() => rmSync(workspaceFiles.database(there), { force: true }), new AbortController().signal)
    await expect(importArchive(there, archive, removing)).rejects.toMatchObject({ code: 'not-found' })
    expect(readdirSync(there)).toEqual([])
  })

  it('leaves nothing when it is cancelled', async () => {
    const abort = new AbortController()
    const cancelling = new Progress((done) => {
      if (done > 2) abort.abort()
    }, abort.signal)
    const out = join(folder, 'cancelled.manifold')
    const task = { directory: here, request: { kind: 'experiment', experimentId: id, out } } as const
    await expect(runExport(task, cancelling)).rejects.toMatchObject({ code: 'cancelled' })
    await expect(importArchive(there, archive, cancelling)).rejects.toMatchObject({ code: 'cancelled' })
    expect(readdirSync(folder).filter((name) => name.includes('cancelled'))).toEqual([])
    expect(opened(there, (store) => store.experiments.list())).toEqual([])
  })
})
