import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'

/** Whether somebody is still at it cannot be known of what another machine made, or version 0.1.0: it is nobody's when it is a day old. */
const dayMilliseconds = 24 * 60 * 60 * 1000

// Version 0.1.0 did not name the machine.
const markPattern = /\.(?:([0-9a-f]{8})-)?(\d+)-(\d+)-[0-9a-f]{8}(?:\.|$|-(?:journal|wal|shm)$)/
const kinds = /^\.importing-|^manifold-workbench-|\.(?:partial|new)(?:-journal|-wal|-shm)?$/
/** Process numbers mean nothing on another machine that shares the folder. */
const thisMachine = createHash('sha256').update(hostname()).digest('hex').slice(0, 8)

/**
 * A mark for the name of what this process is not done with: its machine, its number and the time it began, for a number is given to
 * another process in the end. Whoever finds the mark knows whether somebody still writes there.
 */
export function unfinishedMark(): string {
  return `.${thisMachine}-${process.pid}-${startOf(process.pid) ?? 0}-${randomBytes(4).toString('hex')}`
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
  const [, machine = thisMachine, pid, start] = markPattern.exec(name) ?? []
  if (pid === undefined || start === undefined) return name.startsWith('.importing-') && isOld(path)
  return machine === thisMachine ? !isAlive(Number(pid), start) : isOld(path)
}

function isOld(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false })
  return stats !== undefined && Date.now() - stats.mtimeMs >= dayMilliseconds
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
