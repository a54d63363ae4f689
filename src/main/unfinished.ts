import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What carries no mark, as older versions made it, is nobody's any more when it is a day old. */
const dayMilliseconds = 24 * 60 * 60 * 1000

const markPattern = /\.(\d+)-(\d+)-[0-9a-f]{8}(?:\.|$)/
const kinds = /^\.importing-|\.(?:partial|new)(?:-journal|-wal|-shm)?$/

/**
 * A mark for the name of what this process is not done with: its number and the time it began, for a number is given to another
 * process in the end. Whoever finds the mark knows whether somebody still writes there.
 */
export function unfinishedMark(): string {
  return `.${process.pid}-${startOf(process.pid) ?? 0}-${randomBytes(4).toString('hex')}`
}

/**
 * Removes what killed processes left half done in a folder: copies, imports, exports. What a living one is at stays.
 * @param belongs whether a name is to be looked at, of those that look unfinished
 */
export function removeAbandoned(folder: string, belongs: (name: string) => boolean = () => true): void {
  for (const name of namesIn(folder)) {
    if (!kinds.test(name) || !belongs(name)) continue
    const path = join(folder, name)
    if (!isAbandoned(path, name)) continue
    try {
      rmSync(path, { recursive: true, force: true })
    } catch {
      // Where it may not be removed it harms nobody.
    }
  }
}

function isAbandoned(path: string, name: string): boolean {
  const [, pid, start] = markPattern.exec(name) ?? []
  if (pid === undefined || start === undefined) {
    const stats = name.startsWith('.importing-') ? statSync(path, { throwIfNoEntry: false }) : undefined
    return stats !== undefined && Date.now() - stats.mtimeMs >= dayMilliseconds
  }
  return !isAlive(Number(pid), start)
}

function isAlive(pid: number, start: string): boolean {
  try {
    process.kill(pid, 0)
  } catch (thrown) {
    // Another user's process may not be signalled, and lives.
    if ((thrown as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  const found = startOf(pid)
  return found === null || start === '0' || found === start
}

/** When a process began, in the kernel's own count; null where that cannot be known (no /proc). */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The command's name is in parentheses and may hold blanks; the start is the 22nd field, the 20th after the name.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
