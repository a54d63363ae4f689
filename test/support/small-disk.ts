import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A file system of its own in memory, for tests to fill, to make read-only, and to take away. */
export interface SmallDisk {
  /** Where it is mounted. */
  readonly path: string
  /** Takes up what is free, but for so many bytes. */
  fill(leave?: number): void
  /** Makes room again. */
  free(): void
  readOnly(on: boolean): void
  remove(): void
}

/** What only root may do, and not everywhere. Without it the tests of full and read-only disks cannot run. */
export const canMount = tryToMount()
if (!canMount) {
  process.stderr.write(
    '\nNOT TESTED: full and read-only disks, for no file system can be mounted here. Run these tests as root, outside of a locked container.\n\n',
  )
}

export function smallDisk(megabytes: number): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'small disk '))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'small-disk', path])
  const filler = join(path, 'filler')
  return {
    path,
    fill(leave = 0) {
      const { bavail, bsize } = statfsSync(path)
      const block = Buffer.alloc(64 * 1024, 1)
      const file = openSync(filler, 'a')
      try {
        for (let left = bavail * bsize - leave; left > 0; ) left -= writeSync(file, block, 0, Math.min(block.length, left))
      } catch (thrown) {
        if ((thrown as NodeJS.ErrnoException).code !== 'ENOSPC') throw thrown
      } finally {
        closeSync(file)
      }
    },
    free: () => rmSync(filler, { force: true }),
    readOnly: (on) => void execFileSync('mount', ['-o', `remount,${on ? 'ro' : 'rw'}`, path]),
    remove() {
      // Lazily: a process of the test may have a file open for a moment longer.
      execFileSync('umount', ['-l', path])
      rmSync(path, { recursive: true, force: true })
    },
  }
}

function tryToMount(): boolean {
  if (process.platform !== 'linux' || process.geteuid?.() !== 0) return false
  try {
    smallDisk(1).remove()
    return true
  } catch {
    return false
  }
}
