import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FrameSource } from '../../../../src/main/export/frames/frame-source.ts'
import { Progress } from '../../../../src/main/export/progress.ts'
import { runExport } from '../../../../src/main/export/run-export.ts'
import { figureKinds } from '../../../../src/shared/experiment/export-options.ts'
import { makeWorkspace } from '../experiment-workspace.ts'

describe('FrameSource', () => {
  let directory: string
  let experimentId: string
  let frames: FrameSource
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'frames-'))
    experimentId = makeWorkspace(directory, 4)
    frames = new FrameSource(directory)
  })
  afterAll(() => {
    frames.close()
    rmSync(directory, { recursive: true, force: true })
  })

  it.each(figureKinds)('draws the very pixels of the file: %s', async (kind) => {
    const options = { scale: 0.5, to: 2 }
    const { width, height, rgba } = frames.draw({ experimentId, kind, options, epoch: 2 })
    const out = join(directory, `${kind}.png`)
    const progress = new Progress(() => undefined, new AbortController().signal)
    await runExport({ directory, request: { kind, experimentId, out, options } }, progress)
    const file = await loadImage(readFileSync(out))
    expect([width, height]).toEqual([file.width, file.height])
    const context = createCanvas(width, height).getContext('2d')
    context.drawImage(file, 0, 0)
    expect(Buffer.from(rgba).equals(Buffer.from(context.getImageData(0, 0, width, height).data))).toBe(true)
  })

  it('shows another epoch, and says when there is no such snapshot', () => {
    const draw = (epoch: number) => frames.draw({ experimentId, kind: 'manifold', options: {}, epoch })
    expect(draw(0).rgba).not.toEqual(draw(2).rgba)
    expect(() => draw(1)).toThrow('no snapshot of epoch 1')
    expect(() => frames.draw({ experimentId: 'zzzz9999', kind: 'manifold', options: {}, epoch: 0 })).toThrow('no experiment')
  })
})
