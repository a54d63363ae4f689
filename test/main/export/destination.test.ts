import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkDestination } from '../../../src/main/export/destination.ts'
import type { ExportKind } from '../../../src/main/export/protocol.ts'

let directory: string
beforeAll(() => {
  directory = realpathSync(mkdtempSync(join(tmpdir(), 'destination-')))
  for (const folder of ['workspace', 'workspace/datasets', 'workspace/datasets/rows', 'workspace/logs', 'workspace/exports']) mkdirSync(join(directory, folder))
  for (const file of ['workbench.sqlite', 'datasets/rows/t10k-labels-idx1-ubyte.gz']) writeFileSync(join(directory, 'workspace', file), '')
  symlinkSync(join(directory, 'workspace'), join(directory, 'link'))
  symlinkSync('workspace/workbench.sqlite', join(directory, 'figure.gif'))
  symlinkSync('workspace/workbench.sqlite-wal', join(directory, 'not-there-yet.gif'))
  symlinkSync('elsewhere.gif', join(directory, 'harmless.gif'))
  mkdirSync(join(directory, 'folder.gif'))
  mkdirSync(join(directory, 'filled'))
  mkdirSync(join(directory, 'empty'))
  writeFileSync(join(directory, 'filled', 'file'), '')
})
afterAll(() => rmSync(directory, { recursive: true }))

const check = (kind: ExportKind, name: string) => checkDestination({ kind, experimentId: 'abcd1234', out: join(directory, name) }, join(directory, 'workspace'))

describe('checkDestination', () => {
  it.each<[ExportKind, string]>([
    ['manifold', 'new.gif'],
    ['scatter', 'NEW.GIF'],
    ['scatter', 'new.png'],
    ['reconstructions', 'new.png'],
    ['scalars', 'new.csv'],
    ['scalars', 'new.json'],
    ['weights', 'new.safetensors'],
    ['events', 'new'],
    ['events', 'empty'],
    ['manifold', 'workspace/new.gif'],
    ['manifold', 'workspace/exports/logs.gif'],
    ['manifold', 'harmless.gif'],
  ])('takes %s in %s', async (kind, name) => {
    await expect(check(kind, name)).resolves.toBeUndefined()
  })

  it.each<[ExportKind, string, string, RegExp]>([
    ['manifold', 'new.mp4', 'usage', /\.gif or \.png/],
    ['manifold', 'new', 'usage', /\.gif or \.png/],
    ['scalars', 'new.gif', 'usage', /\.csv or \.json/],
    ['weights', 'new.h5', 'usage', /\.safetensors/],
    ['manifold', 'folder.gif', 'usage', /is a folder/],
    ['events', 'filled', 'usage', /is not empty/],
    ['events', 'filled/file', 'usage', /is a file/],
    ['manifold', 'missing/new.gif', 'not-found', /does not exist/],
    ['manifold', 'filled/file/new.gif', 'usage', /is a file/],
    ...['workbench.sqlite', 'workbench.sqlite-wal', 'workbench.sqlite.backup', 'workbench.sqlite.version-1.backup', 'workbench.log', 'Workbench.SQLite.gif'].map(
      (name): [ExportKind, string, string, RegExp] => ['manifold', `workspace/${name}`, 'usage', /belongs to the workspace itself/],
    ),
    ['scalars', 'workspace/workspace.lock.json', 'usage', /belongs to the workspace itself/],
    ['manifold', 'workspace/datasets/rows/new.gif', 'usage', /belongs to the workspace itself/],
    ['manifold', 'workspace/exports/../logs/new.gif', 'usage', /belongs to the workspace itself/],
    ['scalars', 'link/workspace.lock.json', 'usage', /belongs to the workspace itself/],
    ['manifold', 'figure.gif', 'usage', /belongs to the workspace itself/],
    ['manifold', 'not-there-yet.gif', 'usage', /belongs to the workspace itself/],
    ['events', 'workspace/logs/new', 'usage', /belongs to the workspace itself/],
  ])('refuses %s in %s', async (kind, name, code, message) => {
    await expect(check(kind, name)).rejects.toMatchObject({ code, message: expect.stringMatching(message) as string })
  })
})
