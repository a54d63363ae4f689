const limits = {
  idiomatic: { title: 'the same VAE in idiomatic tfjs-node (`tf.layers`, `optimizer.minimize`)', atMost: 0.2 },
  'Keras on TensorFlow': { title: 'Keras 3 on TensorFlow, graph mode', atMost: 0.6 },
  'Keras on JAX': { title: 'Keras 3 on JAX, jit', atMost: 1 },
  'PyTorch, eager': { title: 'PyTorch, eager', atMost: 0.55 },
  'PyTorch, compiled': { title: 'PyTorch, compiled', atMost: 0.55 },
  floor: { title: 'the matrix products alone (the floor)', atMost: 1.8 },
}

const seconds = (value) => `${value.toFixed(2)} s`
const row = (...cells) => `| ${cells.join(' | ')} |`

/** The results as Markdown tables. */
export function render({ machine, epochs, memory, inference, gifs }) {
  const { medians } = epochs
  const [ours, window] = [medians.ours, medians['ours, window open']]
  const peers = Object.entries(limits).filter(([name]) => name in medians)
  const { quiet, snapshot } = epochs.wholeEpoch
  return [
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Node ${machine.node}, Electron ${epochs.electron}; medians of ${epochs.seconds.ours.length} epochs by turns`,
    '',
    row('seconds per epoch', 'median', 'ours ÷ it', 'ours with a window ÷ it', 'wanted at most'),
    row('---', '---:', '---:', '---:', '---:'),
    row('**Manifold Workbench, plain Node**', seconds(ours), '', '', ''),
    row('**Manifold Workbench, window open**', seconds(window), '', '', ''),
    ...peers.map(([name, { title, atMost }]) =>
      row(title, seconds(medians[name]), (ours / medians[name]).toFixed(2), (window / medians[name]).toFixed(2), atMost.toFixed(2)),
    ),
    '',
    row('besides', 'measured', 'wanted at most'),
    row('---', '---:', '---:'),
    row('start to the end of the first epoch, more than an ordinary epoch', seconds(epochs.firstEpochSeconds - quiet), '4 s'),
    ...(snapshot === null ? [] : [row('snapshot epoch, more than another', seconds(snapshot - quiet), '0.4 s')]),
    row(`resident memory, growth over ${memory.epochs} epochs`, `${memory.megabytesPerEpoch.toFixed(2)} MB an epoch`, '1 MB'),
    row('click to answer while training, 95th percentile', `${epochs.clickMilliseconds.p95.toFixed(0)} ms`, '100 ms'),
    row('pointer to decoded picture while training, 95th percentile', `${epochs.pointMilliseconds.p95.toFixed(0)} ms`, '30 ms'),
    row('a point decoded while training, 95th percentile', `${inference.whileTraining.point.p95.toFixed(1)} ms`, '30 ms'),
    row(`both GIFs of ${gifs.frames} frames`, seconds(gifs.ours), gifs.matplotlib === null ? '' : `¼ of matplotlib’s ${seconds(gifs.matplotlib)}`),
    '',
  ].join('\n')
}
