import { realpath, stat } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { toWorkbenchError, WorkbenchError } from '../../../shared/errors.ts'
import { callbackFailure } from './callback-failure.ts'
import type { BatchLogs, Callback, EpochLogs } from './callback.ts'

export const lambdaHooks = [
  'onTrainBegin',
  'onEpochBegin',
  'onBatchBegin',
  'onBatchEnd',
  'onEpochEnd',
  'onTrainEnd',
] as const

type Hooks = Partial<Record<(typeof lambdaHooks)[number], (...values: unknown[]) => unknown>>

/**
 * Keras' LambdaCallback: the functions of a module of the user's, called as
 *
 * - `onTrainBegin()`, `onEpochBegin(epoch)`, `onBatchBegin(batch)`
 * - `onBatchEnd(batch, { loss, reconstruction, kl })`
 * - `onEpochEnd(epoch, { loss, val_loss, reconstruction, kl, val_reconstruction, val_kl, learning_rate })`
 * - `onTrainEnd(logs of the last epoch)`
 *
 * The epoch is in the store when `onEpochEnd` is called. An async function is waited for. Whatever goes wrong in them
 * is a WorkbenchError `callback-failed` that names the file, line and column.
 */
export class LambdaCallback implements Callback {
  readonly name = 'lambda'

  private constructor(
    private readonly file: string,
    private readonly hooks: Hooks,
  ) {}

  /** @param path of an ES module that exports at least one of the hooks */
  static async load(path: string): Promise<LambdaCallback> {
    let file: string
    try {
      file = await realpath(path)
    } catch (thrown) {
      throw new WorkbenchError('not-found', `The callback ${toWorkbenchError(thrown).message}`, { cause: thrown })
    }
    // A device or a pipe would be read without an end, and an address of another scheme would be code from elsewhere.
    if (!(await stat(file)).isFile() || !/\.m?js$/.test(file)) {
      throw new WorkbenchError('usage', `The callback “${path}” is no JavaScript module. Name a file that ends in .mjs or .js.`)
    }
    let module: Record<string, unknown>
    try {
      module = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Record<string, unknown>
    } catch (thrown) {
      throw callbackFailure(file, 'could not be loaded', thrown)
    }
    const hooks: Hooks = {}
    for (const name of lambdaHooks) {
      const exported = module[name]
      if (exported === undefined) continue
      if (typeof exported !== 'function') {
        throw new WorkbenchError('callback-failed', `The callback ${file} exports ${name}, which is not a function. Make it one.`)
      }
      hooks[name] = exported as (...values: unknown[]) => unknown
    }
    if (Object.keys(hooks).length === 0) {
      const known = lambdaHooks.join(', ')
      throw new WorkbenchError('callback-failed', `The callback ${file} exports none of ${known}. Export at least one.`)
    }
    return new LambdaCallback(file, hooks)
  }

  onTrainBegin = (): Promise<void> => this.call('onTrainBegin')
  onEpochBegin = (epoch: number): Promise<void> => this.call('onEpochBegin', epoch)
  onBatchBegin = (batch: number): Promise<void> => this.call('onBatchBegin', batch)
  onBatchEnd = (batch: number, logs: BatchLogs): Promise<void> => this.call('onBatchEnd', batch, { ...logs })
  onEpochEnd = (epoch: number, logs: EpochLogs): Promise<void> => this.call('onEpochEnd', epoch, { ...logs })
  onTrainEnd = (logs: EpochLogs | null): Promise<void> => this.call('onTrainEnd', { ...logs })

  private async call(name: (typeof lambdaHooks)[number], ...values: unknown[]): Promise<void> {
    try {
      await this.hooks[name]?.(...values)
    } catch (thrown) {
      // Then perhaps nothing is left to resume.
      const remedy = name === 'onTrainEnd' ? 'All epochs are kept; correct it before the next run.' : undefined
      throw callbackFailure(this.file, `failed in ${name}`, thrown, remedy)
    }
  }
}
