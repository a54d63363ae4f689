import { isDeepStrictEqual } from 'node:util'
import { WorkbenchError, type ErrorCode } from '../../shared/errors.ts'
import type { ExperimentConfiguration } from '../../shared/experiment/configuration.ts'
import { longestName } from '../../shared/plain-text.ts'
import { fileError } from '../file-error.ts'
import type { Progress } from '../export/progress.ts'
import { Connection } from '../store/connection.ts'
import { parseConfiguration } from '../store/experiment-values.ts'
import { applyFrom, newestVersion } from '../store/migrate.ts'
import { migrations } from '../store/migrations/index.ts'
import type { Row } from '../store/rows.ts'
import { describeSchema } from '../store/schema.ts'
import { archiveDatasetSchema, digestsSchema, type ArchiveDataset } from './archive-record.ts'
import { archiveApplicationId, archivedTables, archiveFormat, createArchiveSchema, rowsOf } from './archive-schema.ts'
import { wrongContents } from './check-contents.ts'
import { checkRows } from './check-rows.ts'
import { otherSizes, oversized } from './check-sizes.ts'
import { notOurs, refused } from './refused.ts'

/** What is no fault of what the file holds, or says so itself. */
const told: readonly ErrorCode[] = ['cancelled', 'invalid-archive', 'database-newer', 'disk-full', 'permission-denied', 'busy']

/** An archive that has passed every check, brought to this version's schema. */
export interface Archive {
  connection: Connection
  experimentId: string
  configuration: ExperimentConfiguration
  dataset: ArchiveDataset
  testLabels: Uint8Array
}

/**
 * Opens a copy of an archive, which may come from anywhere, and trusts nothing in it: its schema has to be the one that
 * this program writes, each value has to be covered by a hash, and sizes have to fit each other.
 * @param copy of the archive, to be changed where it is of an older version; `name` is what the user knows it by
 * @throws WorkbenchError that says what is wrong
 */
export async function openArchive(copy: string, name: string, progress: Progress): Promise<Archive> {
  try {
    const connection = Connection.open(copy)
    try {
      return await check(connection, name, progress)
    } catch (thrown) {
      connection.close()
      throw thrown
    }
  } catch (thrown) {
    const error = fileError(thrown, name, copy)
    if (!(thrown instanceof WorkbenchError) || told.includes(error.code)) throw error
    throw refused(name, error.code === 'database-corrupt' ? 'it is no archive, or damaged' : error.message.replace(/\.$/, ''), error)
  }
}

async function check(connection: Connection, name: string, progress: Progress): Promise<Archive> {
  const version = refuseOthers(connection, name)
  const tables = archivedTables(connection)
  refuseIf(oversized(connection, tables), name)
  const [finding] = connection.statement<{ integrity_check: string }>('PRAGMA integrity_check(1)').all()
  if (finding?.integrity_check !== 'ok') throw refused(name, 'it is damaged')
  const own = readOwnTable(connection, name)
  const experimentId = theOne(connection, name)
  await checkRows(connection, tables, experimentId, own.digests, name, progress)
  applyFrom(connection, migrations, version)
  const [experiment] = rowsOf(connection, { name: 'experiments', owner: 'id', key: ['id'] }, experimentId)
  refuseIf(String(experiment?.name).length > longestName ? 'its name is longer than one can be' : null, name)
  const configuration = readConfiguration(experiment?.configuration, name)
  checkEpochs(connection, experimentId, name)
  refuseIf(wrongContents(connection, configuration.model), name)
  return { connection, experimentId, configuration, dataset: own.dataset, testLabels: own.testLabels }
}

function readConfiguration(text: unknown, name: string): ExperimentConfiguration {
  let json: unknown
  try {
    json = JSON.parse(String(text))
  } catch (thrown) {
    throw refused(name, 'its configuration cannot be read', thrown)
  }
  return parseConfiguration(json)
}

/** @returns the version of its schema */
function refuseOthers(connection: Connection, name: string): number {
  if (connection.pragma('application_id') !== archiveApplicationId) throw notOurs(name)
  const version = Number(connection.pragma('user_version'))
  const newest = newestVersion(migrations)
  if (version > newest) {
    throw new WorkbenchError(
      'database-newer',
      `“${name}” was exported by a newer version of the workbench (its schema is version ${version}, this one knows up to ` +
        `${newest}). Update the workbench, then import it again.`,
    )
  }
  const reference = Connection.open(':memory:')
  try {
    createArchiveSchema(reference, version)
    const isOurs = version >= 1 && isDeepStrictEqual(describeSchema(reference), describeSchema(connection))
    if (!isOurs) throw refused(name, 'its tables are not those of an archive')
  } finally {
    reference.close()
  }
  return version
}

function readOwnTable(connection: Connection, name: string) {
  const rows = connection.statement<Row>('SELECT format, dataset, digests, typeof(test_labels) AS labels FROM archive').all()
  const [row] = rows
  if (rows.length !== 1 || row?.format !== archiveFormat || row.labels !== 'blob') {
    throw refused(name, 'what it says of itself is not what this version writes')
  }
  try {
    const dataset = archiveDatasetSchema.parse(JSON.parse(String(row.dataset)))
    const digests = digestsSchema.parse(JSON.parse(String(row.digests)))
    refuseIf(otherSizes(connection, dataset), name)
    const testLabels = connection.statement<{ test_labels: Uint8Array }>('SELECT test_labels FROM archive').get()?.test_labels
    return { dataset, digests, testLabels: new Uint8Array(testLabels ?? []) }
  } catch (thrown) {
    throw thrown instanceof WorkbenchError ? thrown : refused(name, 'what it says of itself cannot be read', thrown)
  }
}

function theOne(connection: Connection, name: string): string {
  const ids = connection.statement<{ id: string }>('SELECT id FROM experiments').all()
  const [first] = ids
  if (first === undefined || ids.length !== 1) throw refused(name, 'it does not hold exactly one experiment')
  return first.id
}

function refuseIf(reason: string | null, name: string): void {
  if (reason !== null) throw refused(name, reason)
}

function checkEpochs(connection: Connection, id: string, name: string): void {
  const epochs = connection
    .statement<{ rows: number; last: number }>('SELECT count(*) AS rows, coalesce(max(epoch), -1) AS last FROM epochs WHERE experiment_id = ?')
    .get(id)
  if (epochs?.rows !== (epochs?.last ?? 0) + 1) throw refused(name, 'epochs are missing')
  const orphan = connection.statement('SELECT 1 FROM pragma_foreign_key_check LIMIT 1').get()
  if (orphan !== undefined) throw refused(name, 'parts of it belong to nothing')
}
