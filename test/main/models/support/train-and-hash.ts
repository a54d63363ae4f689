import { createHash } from 'node:crypto'
import { createModelSession } from '../../../../src/main/models/session.ts'
import { presets } from '../../../../src/shared/experiment/presets.ts'
import { createRandom } from '../../../../src/shared/maths/random.ts'

/*
 * A program: trains the preset's model for some steps on made-up images, in batches large enough to have parts, and prints what came of
 * it. Its first argument is the number of threads; none: as many as there are cores.
 */
const [threads] = process.argv.slice(2)
const [preset] = presets
if (preset === undefined) throw new Error('no preset')
const [side, count, batchSize, steps] = [28, 600, 200, 6]
const random = createRandom(3)
const images = Uint8Array.from({ length: count * side * side }, () => (random.below(5) === 0 ? random.below(256) : 0))
const data = { images, labels: new Uint8Array(count) }
const session = createModelSession(
  { ...preset.configuration, batchSize, seed: 7 },
  { id: 'made-up', height: side, width: side, train: data, test: data },
  threads === undefined ? {} : { threads: Number(threads) },
)
for (let step = 0; step < steps; step++) {
  session.trainStep(Int32Array.from({ length: batchSize }, (_, index) => (step * 131 + index) % count), step, 1e-3)
}
const hash = createHash('sha256').update(JSON.stringify(session.evaluate(0)))
for (const { data } of Object.values(session.readState())) hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
console.log(hash.digest('hex'))
session.dispose()
