/* What has to be done before this process goes, be it at its own end, by Ctrl-C or by a signal. */
import process from 'node:process'

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/** @type {Set<() => void>} */
const tasks = new Set()

/**
 * @param {() => void} task synchronous: nothing else runs any more at that time
 * @returns {() => void} takes the task back
 */
export function beforeExit(task) {
  if (tasks.size === 0) listen()
  tasks.add(task)
  return () => {
    if (tasks.delete(task) && tasks.size === 0) unlisten()
  }
}

function listen() {
  process.on('exit', performAll)
  for (const signal of SIGNALS) process.on(signal, end)
}

function unlisten() {
  process.off('exit', performAll)
  for (const signal of SIGNALS) process.off(signal, end)
}

function performAll() {
  for (const task of tasks) task()
  tasks.clear()
}

/** Ends as it would have without this. @param {NodeJS.Signals} signal */
function end(signal) {
  performAll()
  unlisten()
  process.kill(process.pid, signal)
}
