import { randomUUID } from 'node:crypto'
import { link, mkdir, readdir, readFile, rename, stat, unlink, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { codeOf } from './errors.mjs'
import { processStart } from './process-start.mjs'

const POLL_MILLISECONDS = 150
const HEARTBEAT_MILLISECONDS = 2000
const SILENCE_OF_THE_DEAD_MILLISECONDS = 30_000

/**
 * One set-up at a time, whatever happens to its process.
 *
 * The lock is a folder of numbered tickets; the highest one counts. A ticket names its owner (process id and start
 * time) or says that it is free. Who finds the highest ticket free, or its owner dead, tries to create the next number:
 * creating a file that must not exist yet is atomic, so only one process wins. Numbers never go back, so a slow process
 * that still tries an old number sees a higher one and gives way; removing a stale lock file would leave that gap.
 *
 * @param {string} folder
 * @param {{ onWait?: (pid: number) => void }} [options] called once, when another process holds the lock
 * @returns {Promise<{ release(): Promise<void> }>}
 */
export async function acquireLock(folder, { onWait } = {}) {
  await mkdir(folder, { recursive: true })
  const owner = { pid: process.pid, start: processStart(process.pid), host: hostname() }
  let told = false
  for (;;) {
    const current = await highestTicket(folder)
    if (current > 0 && (await isHeld(join(folder, String(current))))) {
      if (!told) onWait?.((await readTicket(join(folder, String(current))))?.pid ?? 0)
      told = true
      await sleep(POLL_MILLISECONDS)
    } else {
      const mine = current + 1
      if (await createTicket(folder, mine, owner)) {
        await removeTicketsBelow(folder, mine)
        const heartbeat = setInterval(() => void beat(join(folder, String(mine))), HEARTBEAT_MILLISECONDS).unref()
        return {
          release: async () => {
            clearInterval(heartbeat)
            await freeTicket(folder, mine)
          },
        }
      }
    }
  }
}

/** @param {string} folder @returns {Promise<number[]>} ascending */
async function tickets(folder) {
  const names = await readdir(folder)
  return names.filter((name) => /^[1-9]\d*$/.test(name)).map(Number).sort((a, b) => a - b)
}

/** @param {string} folder */
async function highestTicket(folder) {
  return (await tickets(folder)).at(-1) ?? 0
}

/**
 * Written aside first and linked in place, so that nobody ever reads half a ticket.
 * @param {string} folder
 * @param {number} number
 * @param {{ pid: number, start: string | null, host: string }} owner
 */
async function createTicket(folder, number, owner) {
  const aside = join(folder, `ticket.${randomUUID()}`)
  await writeFile(aside, JSON.stringify(owner))
  try {
    await link(aside, join(folder, String(number)))
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  } finally {
    await unlink(aside)
  }
  if ((await highestTicket(folder)) === number) return true
  await unlink(join(folder, String(number)))
  return false
}

/** @param {string} folder @param {number} number */
async function freeTicket(folder, number) {
  const aside = join(folder, `free.${randomUUID()}`)
  await writeFile(aside, 'null')
  await rename(aside, join(folder, String(number)))
}

/** @param {string} folder @param {number} number */
async function removeTicketsBelow(folder, number) {
  for (const old of await tickets(folder)) {
    if (old < number) await unlink(join(folder, String(old))).catch(ignoreMissing)
  }
}

/** @param {string} file @returns {Promise<{ pid: number, start: string | null, host: string } | null>} null: free */
async function readTicket(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    // Unreadable text is what a power cut leaves; nobody survives that.
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return null
    throw error
  }
}

/** @param {string} file */
async function isHeld(file) {
  const owner = await readTicket(file)
  if (owner === null) return false
  if (owner.host === hostname()) return isAlive(owner.pid) && processStart(owner.pid) === owner.start
  // A cache shared between machines or containers: their processes cannot be looked at from here, only heard.
  const lastBeat = (await stat(file).catch(() => null))?.mtimeMs ?? 0
  return Date.now() - lastBeat < SILENCE_OF_THE_DEAD_MILLISECONDS
}

/** @param {string} file */
async function beat(file) {
  const now = new Date()
  await utimes(file, now, now).catch(ignoreMissing)
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** @param {unknown} error */
function ignoreMissing(error) {
  if (codeOf(error) !== 'ENOENT') throw error
}
