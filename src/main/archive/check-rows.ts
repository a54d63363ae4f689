import type { Progress } from '../export/progress.ts'
import { decodeCheckpoint } from '../store/checkpoints.ts'
import type { Connection } from '../store/connection.ts'
import { sha256 } from '../store/digest.ts'
import { quoted, type Row } from '../store/rows.ts'
import { decodeSafetensors } from '../store/safetensors.ts'
import { refuseOtherStates } from '../training/callbacks/states.ts'
import type { Digests } from './archive-record.ts'
import { rowsOf, type ArchivedTable } from './archive-schema.ts'
import { reasonOf, refused } from './refused.ts'
import { RowDigest } from './row-digest.ts'

/** Every row is the experiment's, is in the digest, and its own hashes are right. @throws WorkbenchError if not */
export async function checkRows(
  connection: Connection,
  tables: readonly ArchivedTable[],
  id: string,
  digests: Digests,
  name: string,
  progress: Progress,
): Promise<void> {
  const total = tables.reduce((sum, table) => sum + (digests[table.name]?.rows ?? 0), 0)
  let done = 0
  for (const table of tables) {
    const all = connection.statement<{ rows: number }>(`SELECT count(*) AS rows FROM ${quoted(table.name)}`).get()
    const digest = new RowDigest()
    for (const row of rowsOf(connection, table, id)) {
      await progress.reached(Math.min(done++, total), total)
      digest.add(row)
      checkBlobs(row, name)
    }
    const found = digest.finish()
    const said = digests[table.name]
    if (said?.sha256 !== found.sha256 || said.rows !== found.rows || all?.rows !== found.rows) {
      throw refused(name, `its ${table.name} are not those that were exported`)
    }
  }
}

/** Checkpoints and the weights of snapshots fit their hashes, and are what they have to be. */
function checkBlobs({ epoch, state, sha256: stateHash, weights, weights_sha256: weightsHash }: Row, name: string): void {
  if (state instanceof Uint8Array) {
    if (sha256(state) !== stateHash) throw refused(name, `the weights of epoch ${String(epoch)} are damaged`)
    orRefuse(`the checkpoint of epoch ${String(epoch)} cannot be used`, name, () => refuseOtherStates(decodeCheckpoint(state, Number(epoch)).callbacks))
  }
  if (weights instanceof Uint8Array) {
    if (sha256(weights) !== weightsHash) throw refused(name, `the weights of epoch ${String(epoch)} are damaged`)
    orRefuse(`the weights of epoch ${String(epoch)} cannot be used`, name, () => void decodeSafetensors(weights))
  }
}

function orRefuse(what: string, name: string, look: () => void): void {
  try {
    look()
  } catch (thrown) {
    throw refused(name, `${what}: ${reasonOf(thrown)}`, thrown)
  }
}
