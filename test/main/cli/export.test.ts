import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { makeWorkspace } from '../export/experiment-workspace.ts'
import { writeIdxFiles } from '../../support/idx-files.ts'
import { syntheticDataset } from '../../support/synthetic-dataset.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { workbench } from '../../support/workbench-process.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
const folder = temporaryFolder('command line exports')
const workspace = ['--workspace', join(folder, 'workspace')]
let id: string

beforeAll(async () => {
  const { images, labels } = writeIdxFiles(join(folder, 'idx'), syntheticDataset())
  await workbench('import-dataset', '--images', images, '--labels', labels, '--name', 'Rows', ...workspace)
  const trained = await workbench('train', '--dataset', 'rows', '--epochs', '2', '--json', ...workspace)
  id = (JSON.parse(trained.lines.at(-1) ?? '') as { experiment: string }).experiment
})

describe('export', () => {
  it.each([
    ['manifold', 'manifold.gif', 'GIF89a', /, \d frames? of 100 ms, 0\.\d s/],
    ['scatter', 'z_distr.gif', 'GIF89a', /, \d frames? of 150 ms, 0\.\d s/],
    ['reconstructions', 'reconstructions.gif', 'GIF89a', /, \d frames? of 150 ms, 0\.\d s/],
    ['scalars', 'scalars.csv', 'epoch,', /()/],
  ])('%s writes %s and says where, and how long it is', async (kind, name, beginning, length) => {
    const out = join(folder, name)
    const { code, lines, stderr } = await workbench('export', kind, id, '--out', out, ...workspace)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(lines).toEqual([expect.stringMatching(new RegExp(String.raw`^Wrote .* \([\d.]+ k?B${length.source}\)$`))])
    expect(lines[0]).toContain(out)
    expect(readFileSync(out, 'latin1').slice(0, beginning.length)).toBe(beginning)
  })

  it('events writes a folder, with --json in one object', async () => {
    const out = join(folder, 'events')
    const { code, lines } = await workbench('export', 'events', id, '--out', out, '--json', ...workspace)
    expect(code).toBe(0)
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { experiment: id, export: 'events', path: out, bytes: expect.any(Number) as unknown },
    ])
    expect(readdirSync(out)).toEqual([expect.stringMatching(/^events\.out\.tfevents/)])
  })

  it('weights writes safetensors', async () => {
    const out = join(folder, 'weights.safetensors')
    expect((await workbench('export', 'weights', id, '--out', out, ...workspace)).code).toBe(0)
    const bytes = readFileSync(out)
    const header = JSON.parse(bytes.toString('utf8', 8, 8 + Number(bytes.readBigUInt64LE(0)))) as Record<string, unknown>
    expect(Object.keys(header).length).toBeGreaterThan(10)
  })

  it.each([
    ['into a folder that is not there', join('none', 'manifold.gif'), 1, /does not exist\. Create it/],
    ['under a name that does not fit', 'manifold.jpeg', 2, /must end in \.gif/],
  ])('refuses to write %s', async (_what, name, expected, message) => {
    const { code, stdout, stderr } = await workbench('export', 'manifold', id, '--out', join(folder, name), ...workspace)
    expect({ code, stdout }).toEqual({ code: expected, stdout: '' })
    expect(stderr).toMatch(message)
    expect(stderr).toMatch(/^error: [^\n]+\n$/)
    expect(existsSync(join(folder, name))).toBe(false)
  })
})

describe('demo', () => {
  it('trains on MNIST and draws both GIFs', async () => {
    const demo = join(folder, 'demo')
    const { code, lines, stderr } = await workbench('demo', '--epochs', '1', '--workspace', demo)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['Made', 'Training', 'epoch', 'Wrote', 'Wrote', expect.any(String)])
    const [experiment = ''] = readdirSync(join(demo, 'exports'))
    expect(readdirSync(join(demo, 'exports', experiment)).sort()).toEqual(['manifold.gif', 'z_distr.gif'])
    expect(lines[3]).toContain(join(demo, 'exports', experiment, 'manifold.gif'))
  })
})

describe('points beyond the axes', () => {
  const far = join(folder, 'far')
  let experiment: string
  beforeAll(() => {
    mkdirSync(far)
    experiment = makeWorkspace(far, 1, { latent: (index) => (index % 2 === 0 && index < 94 ? 9 : 0) })
  })

  it('are told, with what shows them', async () => {
    const out = join(far, 'z_distr.png')
    const { lines } = await workbench('export', 'scatter', experiment, '--out', out, '--workspace', far)
    expect(lines[1]).toMatch(/^Epoch 0: 47 of 110 points outside; export scatter [0-9a-z]+ --limits data shows them$/)
    const json = await workbench('export', 'scatter', experiment, '--out', out, '--workspace', far, '--json')
    expect(JSON.parse(json.lines[0] ?? '')).toMatchObject({
      points_outside: { epoch: 0, points: 110, outside: 47, not_finite: 0, labels_unseen: 0 },
    })
  })

  it('are nothing that other exports have', async () => {
    const { code, stderr } = await workbench('export', 'manifold', experiment, '--out', join(far, 'm.png'), '--limits', 'data', '--workspace', far)
    expect(code).toBe(2)
    expect(stderr).toMatch(/are for the scatter, not for manifold/)
  })

  it('are shown with --limits data, in the colours that are asked for', async () => {
    const out = join(far, 'all.png')
    const options = ['--limits', 'data', '--label-colours', 'categorical']
    const { code, lines } = await workbench('export', 'scatter', experiment, '--out', out, ...options, '--workspace', far)
    expect({ code, lines }).toEqual({ code: 0, lines: [expect.stringMatching(/^Wrote /)] })
  })
})
