import { appendFileSync } from 'node:fs'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { acquireLock } from '../../../build/setup/lock.mjs'

/* With a log: enters, notes it, leaves. Without: enters and stays until it is killed. */
const [folder = '', log] = process.argv.slice(2)
const lock = await acquireLock(folder)
if (log === undefined) {
  process.send?.('held')
  process.on('message', () => undefined)
} else {
  appendFileSync(log, `${process.pid} in\n`)
  await sleep(40)
  appendFileSync(log, `${process.pid} out\n`)
  await lock.release()
  process.disconnect()
}
