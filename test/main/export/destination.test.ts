import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkDestination } from '../../../src/main/export/destination.ts'
import type { ExportKind } from '../../../src/main/export/protocol.ts'

let directory: string
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'destination-'))
  mkdirSync(join(directory, 'folder.gif'))
  mkdirSync(join(directory, 'filled'))
  mkdirSync(join(directory, 'empty'))
  writeFileSync(join(directory, 'filled', 'file'), '')
})
afterAll(() => rmSync(directory, { recursive: true }))

const check = (kind: ExportKind, name: string) => checkDestination({ kind, experimentId: 'abcd1234', out: join(directory, name) })

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
  ])('refuses %s in %s', async (kind, name, code, message) => {
    await expect(check(kind, name)).rejects.toMatchObject({ code, message: expect.stringMatching(message) as string })
  })
})
