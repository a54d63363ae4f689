import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { TensorBoard } from '../../../../src/main/training/callbacks/tensorboard.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { readEventFile } from '../../export/events/read-events.ts'
import { epochDraft, epochLogs } from './logs.ts'

const folder = temporaryFolder('tensorboard')

const untilDone = <Result>(attempt: () => Result) => Promise.resolve(attempt())

const files = (logDirectory: string) =>
  readdirSync(logDirectory)
    .sort()
    .map((name) => readEventFile(readFileSync(join(logDirectory, name))))

async function train(logDirectory: string, fromEpoch: number, toEpoch: number, images = true): Promise<TensorBoard> {
  const callback = new TensorBoard({ logDirectory, fromEpoch, images, height: 2, width: 3, untilDone })
  await callback.onTrainBegin()
  for (let epoch = fromEpoch; epoch < toEpoch; epoch++) {
    const draft = epochDraft(epoch)
    if (epoch % 2 === 0) {
      draft.snapshot = {
        ...{ epoch, originals: new Uint8Array(), reconstructions: new Uint8Array(), latents: new Float32Array(), weights: null },
        ...{ manifold: new Uint8Array(15 * 15 * 6).fill(epoch), manifoldSide: 15, latentDim: 2 },
      }
    }
    await callback.onEpochEnd(epoch, epochLogs({ loss: 1 / (epoch + 1), val_loss: 2 / (epoch + 1) }), draft)
  }
  return callback
}

describe('TensorBoard', () => {
  it('writes the scalars of each epoch and the manifold of those with a snapshot, step by step', async () => {
    const logs = join(folder, 'scalars')
    ;(await train(logs, 0, 3)).close()
    const [file] = files(logs)
    const summaries = file?.summaries ?? []
    expect(file?.sessionStart).toBeNull()
    expect(summaries.filter(({ step }) => step === 1).map(({ tag }) => tag)).toEqual([
      ...['loss', 'val_loss', 'reconstruction', 'kl', 'learning_rate'],
    ])
    expect(summaries.filter(({ tag }) => tag === 'val_loss').map(({ value }) => value)).toEqual([2, 1, Math.fround(2 / 3)])
    const images = summaries.filter(({ tag }) => tag === 'manifold')
    expect(images.map(({ step }) => step)).toEqual([0, 2])
    expect(images[0]?.value).toMatchObject({ width: 45, height: 30, channels: 1 })
    expect(summaries[0]?.wallTime).toBe(1_700_000_000)
  })

  it('has an epoch on the disk when it ends, not only when the run does', async () => {
    const logs = join(folder, 'flushed')
    const callback = await train(logs, 0, 1)
    expect(files(logs)[0]?.summaries).toHaveLength(6)
    callback.close()
  })

  it('begins a file of its own after a resume, marked with the epoch it goes on from', async () => {
    const logs = join(folder, 'resumed')
    ;(await train(logs, 0, 2)).close()
    ;(await train(logs, 2, 3)).close()
    expect(files(logs).map(({ sessionStart }) => sessionStart)).toEqual([null, 2])
  })

  it('leaves the images out when told so', async () => {
    const logs = join(folder, 'no images')
    ;(await train(logs, 0, 2, false)).close()
    expect(files(logs)[0]?.summaries).toHaveLength(10)
  })

  it('can be closed twice, and before it began', async () => {
    const callback = await train(join(folder, 'closed'), 0, 1)
    callback.close()
    callback.close()
    new TensorBoard({ logDirectory: join(folder, 'never'), fromEpoch: 0, images: true, height: 2, width: 3, untilDone }).close()
  })

  it('begins anew when its file is removed under it, and loses nothing of the epochs after', async () => {
    const logs = join(folder, 'removed')
    const callback = await train(logs, 0, 1)
    rmSync(logs, { recursive: true })
    await callback.onEpochEnd(1, epochLogs({}), epochDraft(1))
    callback.close()
    expect(files(logs)).toMatchObject([{ sessionStart: 1, summaries: { length: 5 } }])
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
      ...{ logDirectory: logs, fromEpoch: 0, images: false, height: 2, width: 3 },
      untilDone: (attempt) => {
        attempt()
        return Promise.resolve(attempt())
      },
    })
    await callback.onTrainBegin()
    await callback.onEpochEnd(0, epochLogs({}), epochDraft(0))
    callback.close()
    expect(files(logs).flatMap(({ summaries }) => summaries)).toHaveLength(5)
  })
})
