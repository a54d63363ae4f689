import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire'
import { imageEvent } from '../../../src/main/export/events/event-messages.ts'
import { manifoldImage } from '../../../src/main/export/events/manifold-image.ts'
import { FrameSource } from '../../../src/main/export/frames/frame-source.ts'
import { Progress } from '../../../src/main/export/progress.ts'
import { runExport } from '../../../src/main/export/run-export.ts'
import { Store } from '../../../src/main/store/store.ts'
import { snapshotFigures } from '../../../src/main/workbench/figures.ts'
import { DatasetCatalogue } from '../../../src/main/datasets/catalogue.ts'
import { resourcesDirectory } from '../../../src/main/resources.ts'
import { workspaceFiles } from '../../../src/main/workspace-files.ts'
import type { SomeExportOptions } from '../../../src/shared/experiment/export-options.ts'
import { labelColourNames, labelColours } from '../../../src/shared/maths/label-colours.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { dataset, makeWorkspace, type Contents } from './experiment-workspace.ts'
import { readGif } from './gif/read-gif.ts'

const folder = temporaryFolder('labels of exports')
const counts = { train: dataset.train.labels.length, test: dataset.test.labels.length }

/** Each of these labels in turn, in training and test. */
function labelled(labels: readonly number[]): NonNullable<Contents['labels']> {
  const cycled = (count: number) => Uint8Array.from({ length: count }, (_, index) => labels[index % labels.length] ?? 0)
  return { train: cycled(counts.train), test: cycled(counts.test) }
}

function workspace(name: string, contents: Contents, epochs = 1) {
  const directory = join(folder, name)
  mkdirSync(directory)
  const experimentId = makeWorkspace(directory, epochs, contents)
  const run = (kind: 'scatter' | 'manifold', file: string, options: SomeExportOptions = {}) => {
    const request = { kind, experimentId, out: join(directory, file), options }
    return runExport({ directory, request }, new Progress(() => undefined, new AbortController().signal))
  }
  return { directory, experimentId, run }
}

async function pixelsOf(path: string) {
  const picture = await loadImage(readFileSync(path))
  const context = createCanvas(picture.width, picture.height).getContext('2d')
  context.drawImage(picture, 0, 0)
  const { width, height } = picture
  const { data } = context.getImageData(0, 0, width, height)
  const at = (x: number, y: number) => [...data.subarray(4 * (Math.floor(y) * width + Math.floor(x))).subarray(0, 3)]
  return { width, height, data, at }
}

const upTo = (last: number, first = 0) => Array.from({ length: last - first + 1 }, (_, index) => first + index)
const sets = { three: [12, 21, 30], letters: upTo(26, 1), balanced: upTo(46) }

describe.each(Object.entries(sets))('a data set with the labels %s', (name, labels) => {
  // Each test image at a place of its own.
  const latent = (index: number) => (index % 2 === 0 ? ((index / 2) % 11) - 5 + 0.2 : Math.floor(index / 22) * 0.9 - 4.5) * 0.9
  const { directory, experimentId, run } = workspace(name, { labels: labelled(labels), latent })

  it.each(labelColourNames)('has the same colours in PNG, GIF, preview and window: %s', async (colours) => {
    const store = Store.open(workspaceFiles.database(directory), { readOnly: true })
    const figures = snapshotFigures(store, new DatasetCatalogue(store, directory, resourcesDirectory()), experimentId, 0)
    store.close()
    expect(figures.classes).toEqual(labels)
    const { of } = labelColours(colours, figures.classes)
    const options = { labelColours: colours }
    const png = await pixelsOf((await run('scatter', `${colours}.png`, options)).path)
    const gif = readGif(readFileSync((await run('scatter', `${colours}.gif`, options)).path)).frame(0)
    const frames = new FrameSource(directory)
    const frame = frames.draw({ experimentId, kind: 'scatter', options, epoch: 0 })
    frames.close()
    expect(Buffer.from(frame.rgba).equals(Buffer.from(png.data))).toBe(true)
    for (let index = 0; index < counts.test; index++) {
      const [x, y] = [100 + ((latent(2 * index) + 5) / 10) * 496, 96 + ((5 - latent(2 * index + 1)) / 10) * 616]
      const colour = [...of(labels[index % labels.length] ?? -1)]
      expect(png.at(x, y)).toEqual(colour)
      expect(gif.at(Math.floor(x), Math.floor(y))).toEqual(colour)
    }
  })
})

describe('points beyond the axes', () => {
  // The later the epoch, the more of the 110 points are outside: 0, then 110 / 11 for each epoch.
  const latent = (index: number, epoch: number) => (index % 2 === 0 && (index / 2) % 11 < epoch ? 6 + epoch : (index % 7) / 2)
  const { directory, experimentId, run } = workspace('far', { latent }, 3)

  it('are counted of the epoch with most of them', async () => {
    expect((await run('scatter', 'far.png')).unseen).toMatchObject({ epoch: 2, points: 110, outside: 20, unplaced: 0 })
    expect((await run('scatter', 'near.png', { to: 0 })).unseen).toBeNull()
    expect((await run('scatter', 'far.gif')).unseen).toMatchObject({ epoch: 2, outside: 20 })
    expect((await run('manifold', 'm.png')).unseen).toBeNull()
  })

  it('are within axes that follow the data: of a picture its own, of an animation those of all frames', async () => {
    const limits = 'data' as const
    expect((await run('scatter', 'data.png', { limits })).unseen).toBeNull()
    const animation = await run('scatter', 'data.gif', { limits })
    expect(animation.unseen).toBeNull()
    const frames = new FrameSource(directory)
    const draw = (options: SomeExportOptions, epoch: number) => frames.draw({ experimentId, kind: 'scatter', options, epoch }).rgba
    const gif = readGif(readFileSync(animation.path))
    // What the numbers of the axes cover is alike in all frames of the animation, and unlike the picture's of the first.
    const axes = (rgba: ArrayLike<number>) => Buffer.from(Array.from(rgba).slice(4 * 800 * 714, 4 * 800 * 735))
    const [first, last] = [gif.frame(0).rgba, gif.frame(1).rgba].map(axes)
    expect(first?.equals(last ?? Buffer.of())).toBe(true)
    expect(axes(draw({ limits, from: 0, to: 0 }, 0)).equals(axes(draw({ limits }, 0)))).toBe(false)
    const picture = await pixelsOf((await run('scatter', 'first.png', { limits, to: 0 })).path)
    expect(Buffer.from(draw({ limits, from: 0, to: 0 }, 0)).equals(Buffer.from(picture.data))).toBe(true)
    frames.close()
  })
})

/** The last field of a protobuf message that has this number, which holds bytes. */
function fieldOf(message: Uint8Array, number: number): Uint8Array {
  const reader = new BinaryReader(message)
  let found = new Uint8Array(0)
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag()
    if (field === number && type === WireType.LengthDelimited) found = Uint8Array.from(reader.bytes())
    else reader.skip(type)
  }
  return found
}

describe('the manifold of a single dimension', () => {
  it('is one row in event files too', () => {
    const manifold = new Uint8Array(15 * 15 * 6)
    const size = { height: 3, width: 2 }
    expect(manifoldImage({ manifold, manifoldSide: 15, latentDim: 1 }, size)).toMatchObject({ width: 30, height: 3 })
    expect(manifoldImage({ manifold, manifoldSide: 15, latentDim: 2 }, size)).toMatchObject({ width: 30, height: 45 })
  })

  it('says in event files which dimensions it shows', () => {
    const image = manifoldImage({ manifold: new Uint8Array(15 * 15 * 6), manifoldSide: 15, latentDim: 8 }, { height: 3, width: 2 })
    expect(image.description).toBe('z₀ →, z₁ ↓ of 8 dimensions; the other 6 are held at 0')
    // Event.summary.value.metadata.summary_description, which TensorBoard shows with the picture.
    const metadata = fieldOf(fieldOf(fieldOf(imageEvent('manifold', image, 0, 0), 5), 1), 9)
    expect(Buffer.from(fieldOf(metadata, 3)).toString()).toBe(image.description)
    expect(Buffer.from(fieldOf(fieldOf(metadata, 1), 1)).toString()).toBe('images')
  })

  it('is exported as one row', async () => {
    const { run } = workspace('one', { latentDim: 1 })
    const { width, height } = await pixelsOf((await run('manifold', 'row.png')).path)
    expect([width, height < 160]).toEqual([800, true])
    const gif = readGif(readFileSync((await run('manifold', 'row.gif')).path))
    expect([gif.width, gif.height]).toEqual([width, height])
  })
})
