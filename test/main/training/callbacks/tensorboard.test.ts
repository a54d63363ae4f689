import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { EpochDraft } from '../../../../src/main/training/callbacks/callback.ts'
import { type SavedEpochs, TensorBoard, type TensorBoardOptions } from '../../../../src/main/training/callbacks/tensorboard.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { readEventFile } from '../../export/events/read-events.ts'
import { epochDraft, epochLogs } from './logs.ts'

const folder = temporaryFolder('tensorboard')

const untilDone = <Result>(attempt: () => Result) => Promise.resolve(attempt())

const files = (logDirectory: string) =>
  readdirSync(logDirectory)
    .sort()
    .map((name) => readEventFile(readFileSync(join(logDirectory, name))))

/** Step and tag of each event of all files, in the order in which readers meet them. */
const events = (logDirectory: string) => files(logDirectory).flatMap(({ summaries }) => summaries.map(({ step, tag }) => `${step} ${tag}`))

const tags = ['loss', 'val_loss', 'reconstruction', 'kl', 'val_reconstruction', 'val_kl', 'val_kl/z0', 'val_kl/z1', 'learning_rate']
const inOrder = (...epochs: number[]) => epochs.flatMap((epoch) => [...tags, ...(epoch % 2 === 0 ? ['manifold'] : [])].map((tag) => `${epoch} ${tag}`))

function draftOf(epoch: number): EpochDraft {
  const draft = epochDraft(epoch, epochLogs({ loss: 1 / (epoch + 1), val_loss: 2 / (epoch + 1) }))
  draft.metrics.valKlPerDimension = [2.5, 4]
  if (epoch % 2 === 0) {
    draft.snapshot = {
      ...{ epoch, originals: new Uint8Array(), reconstructions: new Uint8Array(), latents: new Float32Array(), weights: null },
      ...{ manifold: new Uint8Array(15 * 15 * 6).fill(epoch), manifoldSide: 15, latentDim: 2 },
    }
  }
  return draft
}

const savedUpTo = (epochs: number): SavedEpochs => ({
  from: (first) => Array.from({ length: Math.max(0, epochs - first) }, (_, index) => draftOf(first + index).metrics),
  snapshot: (epoch) => draftOf(epoch).snapshot,
})

const optionsOf = (logDirectory: string, fromEpoch: number, images = true): TensorBoardOptions => ({
  ...{ logDirectory, fromEpoch, images, height: 2, width: 3, untilDone, saved: savedUpTo(fromEpoch) },
})

async function train(logDirectory: string, fromEpoch: number, toEpoch: number, images = true): Promise<TensorBoard> {
  const callback = new TensorBoard(optionsOf(logDirectory, fromEpoch, images))
  await callback.onTrainBegin()
  for (let epoch = fromEpoch; epoch < toEpoch; epoch++) await callback.onEpochEnd(epoch, epochLogs({}), draftOf(epoch))
  return callback
}

describe('TensorBoard', () => {
  it('writes the scalars of each epoch and the manifold of those with a snapshot, step by step', async () => {
    const logs = join(folder, 'scalars')
    ;(await train(logs, 0, 3)).close()
    const [file] = files(logs)
    const summaries = file?.summaries ?? []
    expect(file?.sessionStart).toBe(0)
    expect(events(logs)).toEqual(inOrder(0, 1, 2))
    expect(summaries.find(({ tag, step }) => tag === 'val_kl/z1' && step === 1)?.value).toBe(4)
    expect(summaries.filter(({ tag }) => tag === 'val_loss').map(({ value }) => value)).toEqual([2, 1, Math.fround(2 / 3)])
    const images = summaries.filter(({ tag }) => tag === 'manifold')
    expect(images.map(({ step }) => step)).toEqual([0, 2])
    expect(images[0]?.value).toMatchObject({ width: 45, height: 30, channels: 1 })
    expect(summaries[0]?.wallTime).toBe(1_700_000_000)
  })

  it('has an epoch on the disk when it ends, not only when the run does', async () => {
    const logs = join(folder, 'flushed')
    const callback = await train(logs, 0, 1)
    expect(files(logs)[0]?.summaries).toHaveLength(tags.length + 1)
    callback.close()
  })

  it('begins a file of its own after a resume, marked with the first epoch that it tells, and has each once', async () => {
    const logs = join(folder, 'resumed')
    ;(await train(logs, 0, 2)).close()
    ;(await train(logs, 2, 3)).close()
    expect(files(logs).map(({ sessionStart }) => sessionStart)).toEqual([0, 1])
    expect(events(logs)).toEqual(inOrder(0, 1, 2))
  })

  it('cuts off what a run goes back behind, in all files, images among it', async () => {
    const logs = join(folder, 'back')
    ;(await train(logs, 0, 4)).close()
    ;(await train(logs, 4, 7)).close()
    ;(await train(logs, 7, 8)).close()
    ;(await train(logs, 3, 4)).close()
    expect(events(logs)).toEqual(inOrder(0, 1, 2, 3))
    // Nothing is told a second time where the run begins anew.
    ;(await train(logs, 0, 1)).close()
    expect(events(logs)).toEqual(inOrder(0))
  })

  it('has whole epochs after a crash, wherever that tore the file', async () => {
    const whole = join(folder, 'whole')
    ;(await train(whole, 0, 3)).close()
    const [name = ''] = readdirSync(whole)
    const { length } = readFileSync(join(whole, name))
    for (let lost = 1; lost < length - 40; lost += 37) {
      const logs = join(folder, `torn ${lost}`)
      mkdirSync(logs)
      writeFileSync(join(logs, name), readFileSync(join(whole, name)))
      truncateSync(join(logs, name), length - lost)
      ;(await train(logs, 3, 4)).close()
      expect(events(logs), `without the last ${lost} bytes`).toEqual(inOrder(0, 1, 2, 3))
    }
  })

  it('cuts off what is damaged, and leaves files alone that are not its own', async () => {
    const logs = join(folder, 'damaged')
    ;(await train(logs, 0, 2)).close()
    const [name = ''] = readdirSync(logs)
    appendFileSync(join(logs, name), Buffer.alloc(64, 7))
    writeFileSync(join(logs, 'notes.txt'), 'mine')
    writeFileSync(join(logs, 'events.out.tfevents.1000000000.other'), 'none of ours')
    ;(await train(logs, 2, 3)).close()
    expect(readFileSync(join(logs, 'notes.txt'), 'utf8')).toBe('mine')
    expect(readFileSync(join(logs, 'events.out.tfevents.1000000000.other'), 'utf8')).toBe('none of ours')
    for (const other of ['notes.txt', 'events.out.tfevents.1000000000.other']) rmSync(join(logs, other))
    expect(events(logs)).toEqual(inOrder(0, 1, 2))
  })

  it('tells everything that is saved where there are no files, of a run that was imported say', async () => {
    const logs = join(folder, 'imported')
    ;(await train(logs, 120, 121)).close()
    expect(events(logs)).toEqual(inOrder(...Array.from({ length: 121 }, (_, epoch) => epoch)))
  })

  it('leaves the images out when told so', async () => {
    const logs = join(folder, 'no images')
    ;(await train(logs, 0, 2, false)).close()
    expect(files(logs)[0]?.summaries).toHaveLength(2 * tags.length)
  })

  it('can be closed twice, and before it began', async () => {
    const callback = await train(join(folder, 'closed'), 0, 1)
    callback.close()
    callback.close()
    new TensorBoard(optionsOf(join(folder, 'never'), 0)).close()
  })

  it('begins anew when its file is removed under it, and loses nothing of the epochs after', async () => {
    const logs = join(folder, 'removed')
    const callback = await train(logs, 0, 1)
    rmSync(logs, { recursive: true })
    await callback.onEpochEnd(1, epochLogs({}), draftOf(1))
    callback.close()
    expect(files(logs)).toMatchObject([{ sessionStart: 1, summaries: { length: tags.length } }])
  })

  it('does not bring back a workspace that is gone', async () => {
    const workspace = join(folder, 'gone')
    mkdirSync(join(workspace, 'logs'), { recursive: true })
    const callback = await train(join(workspace, 'logs', 'run'), 0, 1)
    rmSync(workspace, { recursive: true })
    await expect(callback.onEpochEnd(1, epochLogs({}), epochDraft(1))).rejects.toThrow('ENOENT')
    callback.close()
    expect(existsSync(workspace)).toBe(false)
  })

  it('has an epoch once that the disk took at the second attempt', async () => {
    const logs = join(folder, 'twice')
    const callback = new TensorBoard({
      ...optionsOf(logs, 0, false),
      untilDone: (attempt) => {
        attempt()
        return Promise.resolve(attempt())
      },
    })
    await callback.onTrainBegin()
    await callback.onEpochEnd(0, epochLogs({}), draftOf(0))
    callback.close()
    expect(events(logs)).toEqual(tags.map((tag) => `0 ${tag}`))
  })

  it('takes no more from the files with each attempt that the disk refuses', async () => {
    const logs = join(folder, 'refused')
    ;(await train(logs, 0, 4)).close()
    const left: string[][] = []
    const saved: SavedEpochs = {
      ...savedUpTo(4),
      from: (first) => {
        if (left.length < 3) throw new Error('The disk is full.')
        return savedUpTo(4).from(first)
      },
    }
    const callback = new TensorBoard({
      ...optionsOf(logs, 4),
      saved,
      untilDone: (attempt) => {
        for (;;) {
          try {
            return Promise.resolve(attempt())
          } catch {
            left.push(events(logs))
          }
        }
      },
    })
    await callback.onTrainBegin()
    callback.close()
    expect(left).toEqual([inOrder(0, 1, 2), inOrder(0, 1, 2), inOrder(0, 1, 2)])
    expect(events(logs)).toEqual(inOrder(0, 1, 2, 3))
  })
})
