import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Progress } from '../../../src/main/export/progress.ts'
import type { ExportKind } from '../../../src/main/export/protocol.ts'
import { runExport } from '../../../src/main/export/run-export.ts'
import { decodeSafetensors } from '../../../src/main/store/safetensors.ts'
import { greysReversed } from '../../../src/shared/maths/colour-maps.ts'
import { readEventFile } from './events/read-events.ts'
import type { SomeExportOptions } from '../../../src/shared/experiment/export-options.ts'
import { dataset, makeWorkspace, manifoldGrey, metricsOf } from './experiment-workspace.ts'
import { readGif } from './gif/read-gif.ts'

let directory: string
let outputs: string
let experimentId: string
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'export-'))
  experimentId = makeWorkspace(directory, 6)
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))
beforeEach(() => {
  outputs = mkdtempSync(join(directory, 'outputs-'))
})

interface Options {
  signal?: AbortSignal
  onProgress?: (done: number, total: number) => void
  workspace?: string
  id?: string
  options?: SomeExportOptions
}

function run(kind: ExportKind, name: string, { signal, onProgress, workspace, id, options }: Options = {}) {
  const progress = new Progress(onProgress ?? (() => undefined), signal ?? new AbortController().signal)
  const request = { kind, experimentId: id ?? experimentId, out: join(outputs, name), ...(options && { options }) }
  return runExport({ directory: workspace ?? directory, request }, progress)
}

describe('runExport', () => {
  it('writes manifold.gif, one frame a snapshot', async () => {
    const progress: [number, number][] = []
    const { path, bytes } = await run('manifold', 'manifold.gif', { onProgress: (...step) => progress.push(step) })
    const file = readFileSync(path)
    expect(bytes).toBe(file.length)
    const gif = readGif(file)
    expect([gif.width, gif.height, gif.frames, gif.loops]).toEqual([800, 800, 4, 0])
    expect(gif.delays).toEqual([100, 100, 100, 100])
    for (const [frame, epoch] of [0, 2, 4, 5].entries()) {
      const level = greysReversed[manifoldGrey(epoch)]
      expect(gif.frame(frame).at(400, 400)).toEqual([level, level, level])
    }
    expect(progress).toEqual([[0, 4], [1, 4], [2, 4], [3, 4], [4, 4]])
  })

  it('writes the scatter, with labels from the data set', async () => {
    const { path } = await run('scatter', 'z_distr.gif')
    const gif = readGif(readFileSync(path))
    expect([gif.frames, gif.delays[0]]).toEqual([4, 150])
    const coloured = gif.frame(0).rgba.filter((_, index, rgba) => index % 4 === 0 && rgba[index] !== rgba[index + 2])
    expect(coloured.length).toBeGreaterThan(1000)
  })

  it('writes the reconstructions as GIF of all and as PNG of the latest snapshot', async () => {
    const gif = readGif(readFileSync((await run('reconstructions', 'pairs.gif')).path))
    expect(gif.frames).toBe(4)
    const png = await loadImage(readFileSync((await run('reconstructions', 'pairs.PNG')).path))
    expect([png.width, png.height]).toEqual([gif.width, gif.height])
    const manifold = await loadImage(readFileSync((await run('manifold', 'manifold.png')).path))
    expect([manifold.width, manifold.height]).toEqual([800, 800])
  })

  it('writes a GIF of the size, interval, colours and epochs that are asked for', async () => {
    const options = { scale: 0.5, interval: 300, digitColours: 'Greys', from: 1, to: 5, every: 2 } as const
    const gif = readGif(readFileSync((await run('manifold', 'small.gif', { options })).path))
    expect([gif.width, gif.height, gif.delays]).toEqual([400, 400, [300, 300]])
    // Of 2, 4 and 5: every second one, the last of them in any case.
    for (const [frame, epoch] of [2, 5].entries()) {
      const level = greysReversed[255 - manifoldGrey(epoch)]
      expect(gif.frame(frame).at(200, 200)).toEqual([level, level, level])
    }
    await expect(run('scatter', 'none.gif', { options: { from: 3, to: 3 } })).rejects.toMatchObject({ code: 'unknown-snapshot' })
  })

  it('writes pictures at one, two and four times their size, of the epoch that is asked for', async () => {
    for (const scale of [1, 2, 4]) {
      const png = await loadImage(readFileSync((await run('scatter', 'scatter.png', { options: { scale } })).path))
      expect([png.width, png.height]).toEqual([800 * scale, 800 * scale])
    }
    const { path } = await run('manifold', 'manifold.png', { options: { to: 3 } })
    const context = createCanvas(1, 1).getContext('2d')
    context.drawImage(await loadImage(readFileSync(path)), -400, -400)
    const level = greysReversed[manifoldGrey(2)] ?? -1
    expect([...context.getImageData(0, 0, 1, 1).data]).toEqual([level, level, level, 255])
  })

  it('writes latents and labels as arrays of NumPy', async () => {
    const latents = readFileSync((await run('latents', 'latents.npy', { options: { to: 2 } })).path)
    const header = latents.readUInt16LE(8)
    expect(latents.subarray(0, 8).toString('latin1')).toBe('\x93NUMPY\x01\x00')
    expect((10 + header) % 64).toBe(0)
    const { labels } = dataset.test
    expect(latents.subarray(10, 10 + header).toString('latin1').trimEnd()).toBe(
      `{'descr': '<f4', 'fortran_order': False, 'shape': (${labels.length}, 2), }`,
    )
    const values = new Float32Array(Uint8Array.from(latents.subarray(10 + header)).buffer)
    expect(values).toEqual(Float32Array.from({ length: 2 * labels.length }, (_, index) => Math.cos(index + 2)))
    const file = readFileSync((await run('labels', 'labels.npy')).path)
    expect(file.toString('latin1')).toContain(`'|u1', 'fortran_order': False, 'shape': (${labels.length},), `)
    expect(file.subarray(10 + file.readUInt16LE(8))).toEqual(Buffer.from(labels))
  })

  it('writes latents and labels as a table that loses nothing', async () => {
    const [head, ...rows] = readFileSync((await run('latents', 'latents.csv')).path, 'utf8').trimEnd().split('\n')
    expect(head).toBe('index,label,z0,z1')
    expect(rows).toHaveLength(dataset.test.labels.length)
    for (const [index, row] of rows.entries()) {
      const [at, label, ...code] = row.split(',').map(Number)
      expect([at, label]).toEqual([index, dataset.test.labels[index]])
      expect(code.map(Math.fround)).toEqual([Math.cos(2 * index + 5), Math.cos(2 * index + 6)].map(Math.fround))
    }
    const labels = readFileSync((await run('labels', 'labels.csv')).path, 'utf8').trimEnd().split('\n')
    expect(labels.slice(1).map(Number)).toEqual([...dataset.test.labels])
  })

  it('writes scalars as CSV, one row an epoch, at full precision', async () => {
    const { path } = await run('scalars', 'scalars.csv')
    const [header, ...rows] = readFileSync(path, 'utf8').trimEnd().split('\n')
    expect(header).toBe(
      'epoch,loss,val_loss,reconstruction,kl,val_reconstruction,val_kl,learning_rate,seconds,relative,ended_at,val_kl_z0,val_kl_z1',
    )
    expect(rows).toHaveLength(6)
    const { loss, valLoss, reconstruction, kl, valReconstruction, valKl, learningRate, seconds } = metricsOf(5)
    const cells = rows[5]?.split(',') ?? []
    expect(cells.slice(0, 9).map(Number)).toEqual([
      ...[5, loss, valLoss, reconstruction, kl],
      ...[valReconstruction, valKl, learningRate, seconds],
    ])
    // Of six epochs, whatever clock they ended by.
    expect(Number(cells[9])).toBeCloseTo(6 * seconds)
    expect(cells.slice(10)).toEqual(['2023-11-14T22:13:25.000Z', '2.5', '3.75'])
    // As an older version has left it.
    expect(rows[0]?.endsWith('Z,,')).toBe(true)
  })

  it('writes scalars as JSON', async () => {
    const rows = JSON.parse(readFileSync((await run('scalars', 'scalars.json')).path, 'utf8')) as unknown[]
    expect(rows).toHaveLength(6)
    expect(rows[3]).toMatchObject({ epoch: 3, val_loss: metricsOf(3).valLoss, relative: expect.closeTo(4 * 0.82) as number, ended_at: '2023-11-14T22:13:23.000Z' })
    expect(rows.slice(0, 2)).toMatchObject([{ val_kl_per_dimension: null }, { val_kl_per_dimension: [2.5, 3.75] }])
  })

  it("writes the latest weights without the optimiser's slots", async () => {
    const { tensors, metadata } = decodeSafetensors(readFileSync((await run('weights', 'weights.safetensors')).path))
    expect(Object.keys(tensors)).toEqual(['decoder/dense/kernel'])
    expect(tensors['decoder/dense/kernel']).toEqual({ dtype: 'float32', shape: [2, 2], data: Float32Array.of(1, 2, 3, 5) })
    expect(metadata).toMatchObject({ experiment: experimentId, name: 'Export me', epoch: '5', global_step: '720' })
  })

  it('writes a folder of events with all scalars and an image a snapshot', async () => {
    const { path, bytes } = await run('events', 'logs')
    const [name, ...others] = readdirSync(path)
    expect(others).toEqual([])
    const file = readFileSync(join(path, name ?? ''))
    expect(file.length).toBe(bytes)
    const { summaries, sessionStart } = readEventFile(file)
    expect(sessionStart).toBe(0)
    const steps = (tag: string) => summaries.filter((summary) => summary.tag === tag).map(({ step }) => step)
    for (const tag of ['loss', 'val_loss', 'reconstruction', 'kl', 'val_reconstruction', 'val_kl', 'learning_rate']) {
      expect(steps(tag)).toEqual([0, 1, 2, 3, 4, 5])
    }
    // As an older version has left it, the first epoch has no KL of each dimension.
    for (const tag of ['val_kl/z0', 'val_kl/z1']) expect(steps(tag)).toEqual([1, 2, 3, 4, 5])
    expect(summaries).toContainEqual({ tag: 'val_kl/z1', step: 4, value: 3.75, wallTime: 1_700_000_004 })
    expect(steps('manifold')).toEqual([0, 2, 4, 5])
    const value = Math.fround(metricsOf(4).valLoss)
    expect(summaries).toContainEqual({ tag: 'val_loss', step: 4, value, wallTime: 1_700_000_004 })
    const image = summaries.find(({ tag }) => tag === 'manifold')?.value as { png: Uint8Array }
    const picture = await loadImage(Buffer.from(image.png))
    expect([picture.width, picture.height]).toEqual([120, 120])
  })

  it.each<[ExportKind, string]>([
    ['manifold', 'manifold.gif'],
    ['scatter', 'z_distr.gif'],
    ['events', 'logs'],
    ['scalars', 'scalars.csv'],
    ['weights', 'weights.safetensors'],
  ])('leaves nothing of %s when it is cancelled', async (kind, name) => {
    const abort = new AbortController()
    const cancelled = run(kind, name, {
      signal: abort.signal,
      onProgress: (done, total) => {
        if (done >= total / 2) abort.abort()
      },
    })
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })
    expect(readdirSync(outputs)).toEqual([])
  })

  it('says what to do where there is nothing to export yet', async () => {
    const workspace = join(outputs, 'workspace')
    mkdirSync(workspace)
    const id = makeWorkspace(workspace, 0)
    const kinds = [
      ['manifold', 'a.gif'],
      ['scatter', 'a.gif'],
      ['scalars', 'a.csv'],
      ['weights', 'a.safetensors'],
      ['events', 'a'],
    ] as const
    for (const [kind, name] of kinds) {
      await expect(run(kind, name, { workspace, id })).rejects.toMatchObject({
        code: 'unknown-snapshot',
        message: expect.stringMatching(/“Export me” has no .* yet\. Train it/) as string,
      })
    }
    expect(readdirSync(outputs)).toEqual(['workspace'])
  })

  it('refuses an unknown experiment, a wrong ending and a missing folder, and leaves nothing', async () => {
    await expect(run('manifold', 'a.gif', { id: 'zzzz9999' })).rejects.toMatchObject({ code: 'unknown-experiment' })
    await expect(run('manifold', 'a.txt')).rejects.toMatchObject({ code: 'usage' })
    await expect(run('manifold', 'missing/a.gif')).rejects.toMatchObject({ code: 'not-found' })
    expect(readdirSync(outputs)).toEqual([])
  })
})
