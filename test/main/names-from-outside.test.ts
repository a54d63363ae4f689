import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { archivedTables, rowsOf } from '../../src/main/archive/archive-schema.ts'
import { importArchive } from '../../src/main/archive/import-archive.ts'
import { RowDigest } from '../../src/main/archive/row-digest.ts'
import { runCommandLine } from '../../src/main/cli/command-line.ts'
import { DatasetCatalogue } from '../../src/main/datasets/catalogue.ts'
import { Progress } from '../../src/main/export/progress.ts'
import { runExport } from '../../src/main/export/run-export.ts'
import { resourcesDirectory } from '../../src/main/resources.ts'
import { LogFile } from '../../src/main/shell/log-file.ts'
import { OpenedFiles } from '../../src/main/shell/opened-files.ts'
import { FileHandles } from '../../src/main/shell/file-handles.ts'
import { Connection } from '../../src/main/store/connection.ts'
import { reseal } from '../../src/main/store/sealed-rows.ts'
import { Store } from '../../src/main/store/store.ts'
import { workspaceFiles } from '../../src/main/workspace-files.ts'
import { requestSchemas } from '../../src/shared/contract/contract.ts'
import { firstUnseen } from '../../src/shared/plain-text.ts'
import { presets } from '../../src/shared/experiment/presets.ts'
import { writeIdxFiles } from '../support/idx-files.ts'
import { refusal } from '../support/refusal.ts'
import { syntheticDataset } from '../support/synthetic-dataset.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { makeWorkspace } from './export/experiment-workspace.ts'

/* Every door that text from outside comes in by, and what becomes of it where it is shown. */
const escape = '\u001b'
/** Sets the colour and the terminal's title, begins a line of its own, turns what follows around, and hides something. */
const hostile = `run${escape}[31m${escape}]0;owned\u0007\u009b2J\nerror: forged\r\u2028\u202egpj.exe\u2066\u200b`
const cleaned = 'run[31m]0;owned2J error: forged gpj.exe'
const typed = ['two\nlines', `red${escape}[31m`, '\u202eexe.gpj', 'a\u2066b', 'zero\u200bwidth', 'c1\u009b', 'half\ud800']
const folder = temporaryFolder('names from outside')
const at = (name: string) => join(folder, name)
const progress = () => new Progress(() => undefined, new AbortController().signal)
const configuration = presets[0]?.configuration
let id: string

async function run(...argv: string[]) {
  let [stdout, stderr] = ['', '']
  const code = await runCommandLine([...argv, '--workspace', at('workspace')], {
    ...{ name: 'workbench', version: '1.2.3', workingDirectory: folder },
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
  })
  return { code, stdout, stderr }
}

function withStore<Result>(use: (store: Store) => Result): Result {
  const store = Store.open(workspaceFiles.database(at('workspace')))
  try {
    return use(store)
  } finally {
    store.close()
  }
}

/** Whether a terminal shows all that it is given: lines, and nothing unseen in them. */
function isPlain(output: string): boolean {
  return output.split('\n').every((line) => firstUnseen(line) === null)
}

beforeAll(() => {
  mkdirSync(at('workspace'))
  id = makeWorkspace(at('workspace'), 2)
  if (configuration === undefined) throw new Error('there is no preset')
})

describe('a name that is typed', () => {
  it.each(typed)('is refused by every door: %j', async (name) => {
    withStore((store) => {
      if (configuration === undefined) return
      const refused = refusal('invalid-parameter', /A name is one line without control or invisible characters; this one has U\+[0-9A-F]{4}\./)
      expect(() => store.experiments.create({ name, configuration, origin: null })).toThrow(refused)
      expect(() => store.experiments.rename(id, name)).toThrow(refused)
      const files = writeIdxFiles(at('idx'), syntheticDataset({ size: 6, train: 40, test: 20 }))
      const catalogue = new DatasetCatalogue(store, at('workspace'), resourcesDirectory())
      expect(() => catalogue.import({ name, ...files, test: null })).toThrow(refused)
    })
    const requests = {
      'experiments:create': { name, configuration, origin: null },
      'experiments:rename': { experimentId: id, name },
      'datasets:import': { name, images: crypto.randomUUID(), labels: crypto.randomUUID(), test: null },
      'app:menu': { pages: [], recent: [{ experimentId: id, name }] },
      'files:save': { name, extension: 'csv', data: new Uint8Array(0) },
    } as const
    for (const [channel, request] of Object.entries(requests)) {
      expect(requestSchemas[channel as keyof typeof requests].safeParse(request).success, channel).toBe(false)
      expect(requestSchemas[channel as keyof typeof requests].safeParse({ ...request, ...('recent' in request ? { recent: [] } : { name: 'plain' }) }).success, channel).toBe(true)
    }
    for (const command of [['train', '--name', name], ['import-dataset', '--images=a', '--labels=b', '--name', name]]) {
      const { code, stdout, stderr } = await run(...command)
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(stderr).toMatch(/^error: --name cannot be “[^\n]*”\. A name is one line without control or invisible characters; this one has U\+[0-9A-F]{4}\. Type it anew\.\n$/)
      expect(isPlain(stderr)).toBe(true)
    }
  })

  it('is printed as one line where it is wrong otherwise', async () => {
    for (const command of [['train', '--epochs', hostile], ['train', '--dataset', hostile], ['show', hostile], ['import', hostile], [hostile], ['train', `--${hostile}`]]) {
      const { code, stderr } = await run(...command)
      expect(code).not.toBe(0)
      expect(isPlain(stderr)).toBe(true)
      expect(stderr.match(/\n/g)).toHaveLength(1)
    }
  })
})

describe('notes', () => {
  it('keep their lines, and lose what nobody sees', () => {
    const { notes } = withStore((store) => store.experiments.annotate(id, { notes: `first\r\nsecond\t${escape}[31m\u202ethird` }))
    expect(notes).toBe('first\nsecond\t[31mthird')
  })
})

describe('a row that another program or an older version has written', () => {
  it('is shown clean', async () => {
    const connection = Connection.open(workspaceFiles.database(at('workspace')))
    connection.statement('UPDATE experiments SET name = ?, notes = ?, error = ?, configuration = json_set(configuration, \'$.preset\', ?) WHERE id = ?').run(hostile, hostile, hostile, hostile, id)
    connection.statement('UPDATE datasets SET name = ?').run(hostile)
    reseal(connection, 'experiments', 'id = ?', id)
    reseal(connection, 'datasets', '1 = 1')
    connection.close()
    withStore((store) => {
      const experiment = store.experiments.get(id)
      expect(experiment.name).toBe(cleaned)
      expect(experiment.configuration.preset).toBe(cleaned)
      expect(firstUnseen(experiment.notes.replaceAll('\n', ''))).toBeNull()
      expect(firstUnseen((experiment.error ?? '').replaceAll('\n', ''))).toBeNull()
      expect(store.datasets.list().map(({ name }) => name)).toEqual([cleaned])
      // What is made from it can be made.
      expect(store.experiments.rename(id, experiment.name).name).toBe(cleaned)
    })
    for (const command of [['list'], ['show', id], ['datasets'], ['list', '--json'], ['show', id, '--json'], ['datasets', '--json']]) {
      const { code, stdout, stderr } = await run(...command)
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(isPlain(stdout), command.join(' ')).toBe(true)
      expect(stdout).toContain(command.includes('datasets') ? '2J error: forged' : cleaned)
      if (command.includes('--json')) for (const line of stdout.trimEnd().split('\n')) JSON.parse(line)
    }
  })
})

describe('somebody else’s experiment', () => {
  it('is imported with names, notes, error and data set cleaned', async () => {
    const archive = at('run.manifold')
    await runExport({ directory: at('workspace'), request: { kind: 'experiment', experimentId: id, out: archive } }, progress())
    const connection = Connection.open(archive)
    connection.statement(`UPDATE experiments SET name = ?, notes = ?, error = ?, configuration = json_set(configuration, '$.preset', ?)`).run(hostile, hostile, hostile, hostile)
    connection.statement(`UPDATE archive SET dataset = json_set(dataset, '$.name', ?)`).run(hostile)
    const digests = archivedTables(connection).map((table) => {
      const digest = new RowDigest()
      for (const row of rowsOf(connection, table, id)) digest.add(row)
      return [table.name, digest.finish()]
    })
    connection.statement('UPDATE archive SET digests = ?').run(JSON.stringify(Object.fromEntries(digests)))
    connection.close()
    const there = at('there')
    mkdirSync(there)
    Store.open(workspaceFiles.database(there)).close()
    const { experiment, missingDataset } = await importArchive(there, archive, progress())
    expect(experiment).toMatchObject({ name: cleaned, configuration: { preset: cleaned } })
    expect(missingDataset).toBe(cleaned)
    // In the rows too, for other programs that read them.
    const database = Connection.open(workspaceFiles.database(there))
    const row = database.statement<Record<string, string>>('SELECT name, notes, error, configuration FROM experiments').get() ?? {}
    database.close()
    expect(row.name).toBe(cleaned)
    for (const value of Object.values(row)) expect(isPlain(value.replaceAll('\\n', ''))).toBe(true)
    const imported = await run('import', archive)
    expect(imported.code).toBe(0)
    expect(imported.stdout).toMatch(new RegExp(`^Imported “${cleaned.replace(/[[\].]/g, '\\$&')}” with 2 epochs as \\w+\n`))
    expect(isPlain(imported.stdout)).toBe(true)
  })
})

describe('a file', () => {
  it('of a hostile name is named as one sees it, in the window and in errors', async () => {
    const name = `a${escape}[31m\u202efdp.manifold`
    writeFileSync(at(name), 'no experiment')
    const opened = new OpenedFiles(new FileHandles(), () => undefined)
    opened.add([at(name)])
    expect(opened.list().map(({ fileName }) => fileName)).toEqual(['a\\u{1b}[31m\\u{202e}fdp.manifold'])
    const { code, stderr } = await run('import', name)
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('“a\\u{1b}[31m\\u{202e}fdp.manifold” cannot be imported') as string })
    expect(isPlain(stderr)).toBe(true)
  })
})

describe('the log', () => {
  it('has a line an entry, whatever is in it, and gives it back in sight', () => {
    const log = new LogFile(at('workbench.log'))
    log.write('info', `“${hostile}” was imported`)
    expect(readFileSync(log.path, 'utf8').trimEnd().split('\n')).toHaveLength(1)
    expect(isPlain(readFileSync(log.path, 'utf8'))).toBe(true)
    expect(log.read().map(({ message }) => isPlain(message))).toEqual([true])
  })
})
