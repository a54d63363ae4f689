import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Progress } from '../../../src/main/export/progress.ts'
import type { ExportKind } from '../../../src/main/export/protocol.ts'
import { runExport } from '../../../src/main/export/run-export.ts'
import { toWorkbenchError } from '../../../src/shared/errors.ts'
import { canMount, smallDisk } from '../../support/small-disk.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { makeWorkspace } from './experiment-workspace.ts'

const kinds: [ExportKind, string][] = [
  ['manifold', 'manifold.png'],
  ['manifold', 'manifold.gif'],
  ['scalars', 'scalars.csv'],
  ['latents', 'latents.npy'],
  ['weights', 'weights.safetensors'],
  // SQLite writes the one, the writer of event files the other.
  ['experiment', 'run.manifold'],
  ['events', 'events'],
]

describe.runIf(canMount)('an export that the disk refuses names its target, and leaves nothing', () => {
  const workspace = join(temporaryFolder('refused by the disk'), 'workspace')
  mkdirSync(workspace)
  const experimentId = makeWorkspace(workspace, 3)
  const refused = async (kind: ExportKind, out: string) => {
    const progress = new Progress(() => undefined, new AbortController().signal)
    return toWorkbenchError(await runExport({ directory: workspace, request: { kind, experimentId, out } }, progress).catch((thrown: unknown) => thrown))
  }

  it.each(kinds)('%s in %s', async (kind, name) => {
    const disk = smallDisk(1)
    onTestFinished(() => disk.remove())
    const out = join(disk.path, name)
    disk.fill()
    const full = await refused(kind, out)
    expect(full).toMatchObject({ code: 'disk-full', message: expect.stringContaining(`“${out}” could not be written: the disk is full.`) as string })
    expect(full.message).not.toContain('.partial')
    disk.free()
    expect(readdirSync(disk.path)).toEqual([])
    disk.readOnly(true)
    const readOnly = await refused(kind, out)
    expect(readOnly).toMatchObject({ code: 'permission-denied', message: `“${out}” is on a read-only file system. Choose another place.` })
  })
})
