import { spawn } from 'node:child_process'
import process from 'node:process'

/*
 * Stands between set-up and a tool it runs (npm, pip, make …). The tool gets a process group of its own; when set-up
 * goes away for whatever reason, kill -9 included, the channel to it closes and the whole group is ended. Otherwise a
 * killed set-up would leave a tool behind that still writes where the next set-up is already at work.
 */
const [command = '', ...args] = process.argv.slice(2)
const child = spawn(command, args, { detached: true, stdio: ['ignore', 'inherit', 'inherit'] })

/** @param {NodeJS.Signals} signal */
function endGroup(signal) {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal)
  } catch {
    // It has ended by itself.
  }
}

process.on('disconnect', () => {
  endGroup('SIGKILL')
  process.exit(1)
})
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    endGroup('SIGKILL')
    process.exit(1)
  })
}
child.once('error', (error) => {
  process.stderr.write(`${error.message}\n`)
  process.exit(127)
})
child.once('exit', (code, signal) => {
  if (signal !== null) process.stderr.write(`ended by ${signal}\n`)
  process.exit(code ?? 1)
})
