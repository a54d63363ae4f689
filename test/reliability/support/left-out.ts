import { sha256 } from '../../../src/main/store/digest.ts'
import { Connection, type SqlValue } from '../../../src/main/store/connection.ts'
import { decodeSafetensors, encodeSafetensors, type SafetensorsFile } from '../../../src/main/store/safetensors.ts'
import { reseal } from '../../../src/main/store/sealed-rows.ts'
import type { ExperimentConfiguration } from '../../../src/shared/experiment/configuration.ts'

/** Changes a database behind the application's back, hashes included, as a program would that forgets to save something. */
export function behindTheBack(file: string, change: (connection: Connection) => void): void {
  const connection = Connection.open(file)
  try {
    connection.transaction(() => change(connection))
  } finally {
    connection.close()
  }
}

/** Rewrites the newest checkpoint. */
export function changeCheckpoint(file: string, change: (checkpoint: SafetensorsFile) => void): void {
  behindTheBack(file, (connection) => {
    const newest = connection.statement<{ epoch: number; state: Uint8Array }>('SELECT epoch, state FROM checkpoints ORDER BY epoch DESC LIMIT 1').get()
    if (newest === undefined) throw new Error('There is no checkpoint')
    const checkpoint = decodeSafetensors(newest.state)
    change(checkpoint)
    const state = encodeSafetensors(checkpoint.tensors, checkpoint.metadata)
    const values: SqlValue[] = [state, sha256(state), newest.epoch]
    connection.statement('UPDATE checkpoints SET state = ?, sha256 = ? WHERE epoch = ?').run(...values)
    reseal(connection, 'checkpoints', 'epoch = ?', newest.epoch)
  })
}

/** Zeroes tensors of the newest checkpoint. @returns how many */
export function forgetTensors(file: string, name: RegExp): number {
  let forgotten = 0
  changeCheckpoint(file, ({ tensors }) => {
    for (const [tensor, { data }] of Object.entries(tensors)) {
      if (!name.test(tensor)) continue
      data.fill(0)
      forgotten++
    }
  })
  return forgotten
}

/** Takes a callback's state out of the newest checkpoint. */
export function forgetCallback(file: string, name: string): void {
  changeCheckpoint(file, ({ metadata }) => {
    const { [name]: state, ...others } = JSON.parse(metadata.callbacks ?? '{}') as Record<string, unknown>
    if (state === undefined) throw new Error(`${name} has no state`)
    metadata.callbacks = JSON.stringify(others)
  })
}

export function changeConfiguration(file: string, changes: Partial<ExperimentConfiguration>): void {
  behindTheBack(file, (connection) => {
    const { configuration } = connection.statement<{ configuration: string }>('SELECT configuration FROM experiments').get() ?? { configuration: '{}' }
    const changed = { ...(JSON.parse(configuration) as ExperimentConfiguration), ...changes }
    connection.statement('UPDATE experiments SET configuration = ?').run(JSON.stringify(changed))
    reseal(connection, 'experiments', 'true')
  })
}
