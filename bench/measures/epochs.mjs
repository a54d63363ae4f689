import { join } from 'node:path'
import { Contestant } from '../lib/contestant.mjs'
import { bench, commandLine, mnist } from '../lib/paths.mjs'
import { median } from '../lib/statistics.mjs'
import { Turns } from '../lib/turns.mjs'
import { WindowContestant } from '../lib/window-contestant.mjs'

/** The first epoch in which no snapshot is due for some time, and the ones after it in which one is. */
const firstQuietEpoch = 11
const snapshotEpochs = new Set([15, 21, 27, 34, 41, 50, 59, 68, 78, 89])
const warmUp = 2

/**
 * Seconds per epoch (120 training steps of 500 and the validation) of every contestant, by turns: one epoch each, the
 * others stopped, so that the machine's moods reach all of them alike and none of them reaches another.
 */
export async function measureEpochs({ scratch, python, rounds }) {
  const ours = await startOurs(scratch)
  const ready = await ours.next()
  const first = await ours.epoch()
  const firstEpochSeconds = (performance.now() - ours.startedAt) / 1000
  for (let epoch = 1; epoch < firstQuietEpoch; epoch++) await ours.epoch()

  const others = startOthers(python)
  const window = await WindowContestant.start(join(scratch, 'window'))
  const versions = { ours: ready.version }
  for (const other of others) versions[other.name] = (await other.next()).version
  const turns = new Turns([ours, window, ...others])
  for (let epoch = 0; epoch < warmUp; epoch++) for (const other of [...others, window]) await turns.epoch(other)

  const training = Object.fromEntries(['ours', 'ours, window open', ...others.map(({ name }) => name)].map((name) => [name, []]))
  const whole = { quiet: [], snapshot: [] }
  for (let round = 0; round < rounds; round++) {
    for (const other of others) training[other.name].push((await turns.epoch(other)).seconds)
    const { epoch, seconds, training: trainingSeconds } = await turns.epoch(ours)
    training.ours.push(trainingSeconds)
    whole[snapshotEpochs.has(epoch) ? 'snapshot' : 'quiet'].push(seconds)
    training['ours, window open'].push((await turns.epoch(window)).seconds)
    process.stderr.write(`round ${round + 1} of ${rounds}\r`)
  }
  turns.end()
  const clickMilliseconds = await window.clicks(60)
  const pointMilliseconds = await window.points(300)
  for (const contestant of [ours, window, ...others]) await contestant.end()
  const medians = Object.fromEntries(Object.entries(training).map(([name, seconds]) => [name, median(seconds)]))
  return {
    versions,
    electron: window.version,
    seconds: training,
    medians,
    wholeEpoch: { quiet: median(whole.quiet), snapshot: whole.snapshot.length > 0 ? median(whole.snapshot) : null },
    firstEpochSeconds,
    firstValLoss: first.val_loss,
    clickMilliseconds,
    pointMilliseconds,
  }
}

function startOurs(scratch) {
  const callback = bench('contestants/gated-callback.mjs')
  const args = ['train', '--epochs', '90', '--workspace', join(scratch, 'node'), '--json', '--callback', callback]
  return Contestant.withSocket({ name: 'ours', command: process.execPath, args: [commandLine, ...args] })
}

function startOthers(python) {
  const node = (name) =>
    new Contestant({ name, command: process.execPath, args: [bench(`contestants/${name}.mjs`), mnist] })
  const peer = (name, script, env = {}, ...args) =>
    new Contestant({ name, command: python, args: [bench(`peers/${script}`), mnist, ...args], env: { PYTHONDONTWRITEBYTECODE: '1', ...env } })
  const inNode = [node('idiomatic'), node('floor')]
  if (python === null) return inNode
  return [
    ...inNode,
    peer('Keras on TensorFlow', 'keras_vae.py', { KERAS_BACKEND: 'tensorflow' }),
    peer('Keras on JAX', 'keras_vae.py', { KERAS_BACKEND: 'jax' }),
    peer('PyTorch, eager', 'torch_vae.py'),
    peer('PyTorch, compiled', 'torch_vae.py', {}, 'compile'),
  ]
}
