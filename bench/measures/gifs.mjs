import Database from 'better-sqlite3'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'
import { Contestant } from '../lib/contestant.mjs'
import { writeNpy } from '../lib/npy.mjs'
import { bench, commandLine } from '../lib/paths.mjs'
import { median } from '../lib/statistics.mjs'

const frames = 65
const rounds = 3

/** Seconds for both GIFs of 65 frames, by our command line (start of the program included) and by matplotlib, by turns. */
export async function measureGifs({ scratch, python }) {
  const workspace = join(scratch, 'memory')
  const experiment = await stretch(join(workspace, 'workbench.sqlite'))
  const arrays = join(scratch, 'arrays')
  mkdirSync(arrays)
  if (python !== null) writeArrays(join(workspace, 'workbench.sqlite'), experiment, arrays)
  const matplotlib =
    python === null
      ? null
      : new Contestant({ name: 'matplotlib', command: python, args: [bench('peers/matplotlib_gifs.py'), arrays, scratch] })
  await matplotlib?.next()
  const seconds = { ours: [], matplotlib: [] }
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    for (const kind of ['manifold', 'scatter']) await exportGif(kind, experiment, workspace, join(scratch, `${kind}.gif`))
    seconds.ours.push((performance.now() - start) / 1000)
    if (matplotlib !== null) seconds.matplotlib.push((await matplotlib.epoch()).seconds)
  }
  await matplotlib?.end()
  return { frames, ours: median(seconds.ours), matplotlib: matplotlib === null ? null : median(seconds.matplotlib), seconds }
}

async function exportGif(kind, experiment, workspace, out) {
  const args = ['export', kind, experiment, '--workspace', workspace, '--out', out]
  const exporter = new Contestant({ name: `export ${kind}`, command: process.execPath, args: [commandLine, ...args] })
  const code = await exporter.exited
  if (code !== 0) throw new Error(`export ${kind} ended with ${code}`)
}

/** Repeats the snapshots that there are until there are as many as a run of 1000 epochs has, each row with its seal. */
async function stretch(file) {
  const { module } = await runnerImport(fileURLToPath(new URL('../../src/main/store/sealed-rows.ts', import.meta.url)))
  const database = new Database(file)
  const experiment = database.prepare('SELECT experiment_id FROM snapshots LIMIT 1').pluck().get()
  const columns = (table) => database.pragma(`table_info(${table})`).map(({ name }) => name)
  const copyRow = (table) => {
    const names = columns(table)
    const selected = names.map((name) => (name === 'epoch' ? '@to' : name))
    const where = 'WHERE experiment_id = @experiment AND epoch = @from'
    const insert = database.prepare(`INSERT INTO ${table} (${names.join()}) SELECT ${selected.join()} FROM ${table} ${where}`)
    const key = 'WHERE experiment_id = ? AND epoch = ?'
    const copied = database.prepare(`SELECT * FROM ${table} ${key}`)
    const sealed = database.prepare(`UPDATE ${table} SET row_sha256 = ? ${key}`)
    return (place) => {
      insert.run(place)
      sealed.run(module.sealOf(table, copied.get(place.experiment, place.to)), place.experiment, place.to)
    }
  }
  const copyEpoch = copyRow('epochs')
  const copySnapshot = copyRow('snapshots')
  const known = database.prepare('SELECT epoch FROM snapshots WHERE experiment_id = ? ORDER BY epoch').pluck().all(experiment)
  let to = database.prepare('SELECT max(epoch) + 1 FROM epochs WHERE experiment_id = ?').pluck().get(experiment)
  for (let copied = 0; known.length + copied < frames; copied++, to++) {
    const from = known[copied % known.length]
    copyEpoch({ experiment, from, to })
    copySnapshot({ experiment, from, to })
  }
  database.close()
  return experiment
}

/** What matplotlib draws: the very same snapshots. */
function writeArrays(file, experiment, folder) {
  const database = new Database(file, { readonly: true })
  const rows = database.prepare('SELECT epoch, manifold, latents FROM snapshots WHERE experiment_id = ? ORDER BY epoch').all(experiment)
  const configuration = JSON.parse(database.prepare('SELECT configuration FROM experiments WHERE id = ?').pluck().get(experiment))
  database.close()
  const side = 15
  const size = 28
  const count = rows[0].latents.length / 4 / configuration.model.latentDim
  const manifolds = new Uint8Array(rows.length * (side * size) ** 2)
  const latents = new Float32Array(rows.length * count * 2)
  rows.forEach((row, frame) => {
    // [side, side, h, w] → one picture [side·h, side·w]
    for (let y = 0; y < side * size; y++) {
      for (let x = 0; x < side * size; x++) {
        const digit = Math.floor(y / size) * side + Math.floor(x / size)
        manifolds[(frame * side * size + y) * side * size + x] = row.manifold[(digit * size + (y % size)) * size + (x % size)]
      }
    }
    latents.set(new Float32Array(new Uint8Array(row.latents).buffer), frame * count * 2)
  })
  writeNpy(join(folder, 'epochs.npy'), Int32Array.from(rows, ({ epoch }) => epoch), [rows.length])
  writeNpy(join(folder, 'manifolds.npy'), manifolds, [rows.length, side * size, side * size])
  writeNpy(join(folder, 'latents.npy'), latents, [rows.length, count, 2])
  writeNpy(join(folder, 'labels.npy'), Uint8Array.from({ length: count }, (_, i) => i % 10), [count])
}
