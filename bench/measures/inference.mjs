import { execFileSync, fork, spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { once } from 'node:events'
import { commandLine } from '../lib/paths.mjs'
import { quantile } from '../lib/statistics.mjs'

const rounds = 300

/** From a question about a snapshot's weights to its answer in the parent process, in milliseconds: idle, and while a run trains. */
export async function measureInference({ scratch }) {
  const workspace = join(scratch, 'inference')
  const run = (...args) => [commandLine, ...args, '--workspace', workspace]
  execFileSync(process.execPath, run('train', '--epochs', '1'), { stdio: 'ignore' })
  const [{ experiment }] = execFileSync(process.execPath, run('list', '--json'), { encoding: 'utf8' }).trim().split('\n').map((line) => JSON.parse(line))

  const environment = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2', TF_ENABLE_ONEDNN_OPTS: '0', TF_NUM_INTRAOP_THREADS: '1', TF_NUM_INTEROP_THREADS: '1' }
  const child = fork(join(dirname(commandLine), 'inference.js'), [workspace], { env: environment, serialization: 'advanced' })
  const ask = async (channel, request) => {
    const start = performance.now()
    const answer = once(child, 'message')
    child.send({ id: 0, channel, request: { experimentId: experiment, epoch: 0, ...request } })
    const [report] = await answer
    if ('error' in report) throw new Error(report.error.message)
    return performance.now() - start
  }
  const times = async (codes) => {
    const seen = []
    for (let i = 0; i < rounds; i++) seen.push(await ask('inference:decode', { codes: new Float32Array(2 * codes).fill(i / rounds) }))
    return { p50: quantile(seen, 0.5), p95: quantile(seen, 0.95) }
  }
  const both = async () => ({ point: await times(1), manifold: await times(225) })

  const startMilliseconds = await ask('inference:warm', {})
  const idle = await both()
  const training = spawn(process.execPath, run('train', '--epochs', '1000'), { stdio: ['ignore', 'pipe', 'ignore'] })
  await once(training.stdout, 'data')
  const whileTraining = await both()
  training.kill('SIGINT')
  await once(training, 'exit')
  child.disconnect()
  return { startMilliseconds, idle, whileTraining }
}
