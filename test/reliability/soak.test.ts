import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { Tally } from '../support/tally.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { startWorkbench } from '../support/workbench-process.ts'
import { allOfARun, damageOf } from './support/all-of-a-run.ts'
import { TrainingWorkspace } from './support/training-workspace.ts'

/*
 * Epoch after epoch through the real worker, in a process of its own that is looked at from outside: its memory stays where it
 * is, it opens no more files, and the write-ahead log does not grow.
 */
const folder = temporaryFolder('soak')
const tally = new Tally({ title: 'Soak', unit: 'epochs', short: 150, long: 2000 })
afterAll(() => tally.finish())

/** The policy of the store (connection.ts). */
const walLimitBytes = 64 * 2 ** 20
/** Bytes over all epochs that are looked at; resident memory wavers by half of that by itself. */
const mostGrowth = 16e6
/** The first part still fills caches, and V8's heap up to where it begins to collect. */
const settled = 0.4

interface Look {
  epoch: number
  /** Resident memory, bytes. */
  resident: number
  /** Open files, sockets and pipes. */
  handles: number
  wal: number
}

/** @returns null of a process that has ended: what the system still knows of it has no memory */
function lookAt(pid: number, database: string, epoch: number): Look | null {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readStatus(pid))?.[1]
  if (kilobytes === undefined) return null
  const resident = Number(kilobytes) * 1024
  const wal = statSync(`${database}-wal`, { throwIfNoEntry: false })?.size ?? 0
  return { epoch, resident, handles: readdirSync(`/proc/${pid}/fd`).length, wal }
}

function readStatus(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    return ''
  }
}

/** Least squares: how much more an epoch. */
function slope(points: readonly [x: number, y: number][]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [x0, y0] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))]
  return points.reduce((sum, [x, y]) => sum + (x - x0) * (y - y0), 0) / points.reduce((sum, [x]) => sum + (x - x0) ** 2, 0)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
}

it.skipIf(process.platform !== 'linux')('keeps memory, handles and the log where they are', async () => {
  const workspace = await TrainingWorkspace.create(join(folder, 'workspace'))
  const id = await workspace.addExperiment({
    ...{ epochs: tally.planned, optimizer: { name: 'adam', learningRate: 1e-4 } },
    snapshots: { schedule: { kind: 'every', epochs: 10 }, weights: true },
  })
  const looks: Look[] = []
  const { child, finished } = startWorkbench(['--workspace', workspace.directory, '--json', 'resume', id])
  let text = ''
  child.stdout?.on('data', (more: string) => {
    text += more
    const lines = text.split('\n')
    text = lines.pop() ?? ''
    for (const line of lines) {
      const { epoch } = JSON.parse(line) as { epoch?: number }
      if (epoch === undefined) continue
      tally.count()
      const look = child.pid === undefined ? null : lookAt(child.pid, workspace.database, epoch)
      if (look !== null) looks.push(look)
    }
  })
  const { code, stderr } = await finished
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })

  const later = looks.filter(({ epoch }) => epoch >= settled * tally.planned)
  expect(later.length).toBeGreaterThan(tally.planned * 0.4)
  // The long version notices 13 kB an epoch, which is less than a batch.
  const growth = slope(later.map(({ epoch, resident }) => [epoch, resident])) * later.length
  // The median: a file may be open just now that is closed in a moment.
  const grown = median(later.map(({ handles }) => handles)) - median(looks.slice(0, 30).map(({ handles }) => handles))
  const wal = Math.max(...looks.map((look) => look.wal))
  process.stdout.write(
    `soak: ${looks.length} epochs, memory ${((looks.at(-1)?.resident ?? 0) / 1e6).toFixed(0)} MB, ` +
      `${(growth / 1e6).toFixed(2)} MB more over the last ${later.length}, ${grown} handles more, log up to ${(wal / 1e6).toFixed(0)} MB\n`,
  )
  if (!(growth <= mostGrowth)) tally.lose(`memory grew by ${growth} bytes in ${later.length} epochs`)
  if (grown > 0) tally.lose(`${grown} handles more than at the start`)
  if (wal > walLimitBytes) tally.lose(`the log grew to ${wal} bytes`)
  expect(damageOf(workspace.database)).toEqual([])
  expect(allOfARun(workspace.database, id).epochs).toHaveLength(tally.planned)
})
