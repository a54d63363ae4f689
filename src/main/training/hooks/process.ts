/*
 * The process of a user's callback module: nothing in it can stop the training thread, change its objects or end its process. It
 * serves the process that started it, and ends with it.
 */
import { isMainThread, Worker, workerData } from 'node:worker_threads'
import { exitAtOnce } from '../../exit-at-once.ts'
import { workerPath } from '../../worker-path.ts'
import { hookNames, type HookName, type HookOrder, type HookReport } from './protocol.ts'
import { wordsFor } from './words-for.ts'

type Hooks = Partial<Record<HookName, unknown>>

const parentPollMilliseconds = 500
const endPollMilliseconds = 20

/** Also a module that never comes back must not outlive the run that it belongs to. */
function endWith(parent: number): void {
  setInterval(() => {
    if (process.ppid === parent) return
    try {
      // What the module has started, too: on POSIX this process leads a group of its own.
      process.kill(-process.pid, 'SIGKILL')
    } catch {
      process.kill(process.pid, 'SIGKILL')
    }
  }, parentPollMilliseconds)
}

function serve(): void {
  const send = process.send?.bind(process)
  if (send === undefined) throw new Error('This is a part of the workbench, which starts it by itself.')
  const report = (message: HookReport) => void send(message, undefined, undefined, () => undefined)
  const disconnect = process.disconnect.bind(process)
  // The channel is not the module's to use.
  Reflect.deleteProperty(process, 'send')
  Reflect.deleteProperty(process, 'disconnect')
  new Worker(workerPath('hooks'), { workerData: process.ppid, stdout: true, stderr: true }).unref()
  // The run decides when it ends, and with it this process.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
  // What is printed to nobody is lost, and no more.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  if ('electron' in process.versions) exitAtOnce()
  process.on('uncaughtException', (thrown) => report({ id: null, thrown: wordsFor(thrown) }))

  let hooks: Hooks = {}
  const answer = async (order: Exclude<HookOrder, 'end'>): Promise<HookReport> => {
    const { id } = order
    try {
      if ('load' in order) {
        hooks = (await import(/* @vite-ignore */ order.load)) as Hooks
        return { id, exports: Object.fromEntries(hookNames.filter((name) => name in hooks).map((name) => [name, typeof hooks[name]])) }
      }
      await (hooks[order.hook] as (...values: unknown[]) => unknown)(...order.values)
      return { id, returned: true }
    } catch (thrown) {
      return { id, thrown: wordsFor(thrown) }
    }
  }
  // By `await` alone: the module may have taken the methods of promises away.
  const reply = async (order: Exclude<HookOrder, 'end'>) => report(await answer(order))
  /** With the channel closed nothing of ours keeps the process. Electron's does not end by itself, as Node's does. */
  const finish = () => {
    disconnect()
    if (!('electron' in process.versions)) return
    setInterval(() => process.getActiveResourcesInfo().length === 0 && process.exit(0), endPollMilliseconds).unref()
  }
  process.on('message', (order: HookOrder) => {
    // Not in the channel's own time: Node would look for more messages in it.
    if (order === 'end') setImmediate(finish)
    else void reply(order)
  })
}

if (isMainThread) serve()
else endWith(workerData as number)
