import { join } from 'node:path'
import { Contestant } from '../lib/contestant.mjs'
import { bench, commandLine } from '../lib/paths.mjs'
import { slope } from '../lib/statistics.mjs'

/** Epochs before this one still fill caches. */
const settled = 10

/** Resident memory over a long run: it should stay where it is. */
export async function measureMemory({ scratch, epochs }) {
  const callback = bench('contestants/gated-callback.mjs')
  const args = ['train', '--epochs', String(epochs + 1), '--workspace', join(scratch, 'memory'), '--json', '--callback', callback]
  const ours = await Contestant.withSocket({ name: 'memory', command: process.execPath, args: [commandLine, ...args] })
  await ours.next()
  const seen = []
  for (let epoch = 0; epoch < epochs; epoch++) {
    seen.push(await ours.epoch())
    process.stderr.write(`memory: epoch ${epoch + 1} of ${epochs}\r`)
  }
  await ours.end()
  const later = seen.slice(settled)
  return {
    epochs,
    megabytesPerEpoch: slope(later.map(({ rss }) => rss / 1e6)),
    lastMegabytes: seen.at(-1).rss / 1e6,
  }
}
