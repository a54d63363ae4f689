import { realpath, stat } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { toWorkbenchError, WorkbenchError } from '../../../shared/errors.ts'
import { HooksGone, HooksProcess, HookThrew } from '../hooks/hooks-process.ts'
import { hookNames, type HookName } from '../hooks/protocol.ts'
import { RunAborted } from '../run-aborted.ts'
import type { BatchLogs, Callback, EpochLogs, TrainBegin } from './callback.ts'
import { callbackFailure } from './callback-failure.ts'

/** After this long it is said, once in a run, that the run waits for a hook. */
const sayAfterMilliseconds = 10_000

export interface LambdaOptions {
  /** Aborted when the run is to end at once: then no hook is waited for. */
  signal: AbortSignal
  /** Something the user should know, though the run goes on. */
  warn(message: string): void
  /** Hears of what goes wrong outside of the hooks, in a timer say. */
  fail(error: WorkbenchError): void
}

/**
 * Keras' LambdaCallback: the functions of a module of the user's, called as
 *
 * - `onTrainBegin({ epoch, logs })`: the first epoch to be trained, and the logs of the one before it; null if there is none
 * - `onEpochBegin(epoch)`, `onBatchBegin(batch)`
 * - `onBatchEnd(batch, { loss, reconstruction, kl })`
 * - `onEpochEnd(epoch, { loss, val_loss, reconstruction, kl, val_reconstruction, val_kl, learning_rate })`
 * - `onTrainEnd(logs of the last epoch)`
 *
 * The epoch is in the store when `onEpochEnd` is called. An async function is waited for. The module is in a process of its own: what it
 * is given are copies, and whatever it does there, the run's own objects, thread and process stay what they are. What goes wrong
 * is a WorkbenchError `callback-failed` that names the file, line and column, and says what became of the epoch.
 */
export class LambdaCallback implements Callback {
  readonly name = 'lambda'
  private readonly process: HooksProcess
  private hooks: readonly string[] = []
  /** What became of the epoch, as things stand. */
  private fate = 'Nothing was trained.'
  private waiting = false
  private toldOfWaiting = false

  private constructor(
    private readonly file: string,
    private readonly options: LambdaOptions,
  ) {
    this.process = new HooksProcess((reason) => options.fail(this.failure(reason, 'outside of its hooks')))
    options.signal.addEventListener('abort', this.onAbort)
  }

  /** @param path of an ES module that exports at least one of the hooks */
  static async load(path: string, options: LambdaOptions): Promise<LambdaCallback> {
    const callback = new LambdaCallback(await moduleFile(path), options)
    try {
      await callback.load()
      return callback
    } catch (thrown) {
      callback.process.kill()
      throw thrown
    }
  }

  onTrainBegin = (begin: TrainBegin): Promise<void> => this.call('onTrainBegin', begin)

  onEpochBegin = (epoch: number): Promise<void> => {
    this.fate = `Epoch ${epoch} is not saved${epoch === 0 ? '' : '; those before it are'}.`
    return this.call('onEpochBegin', epoch)
  }

  onBatchBegin = (batch: number): Promise<void> => this.call('onBatchBegin', batch)
  onBatchEnd = (batch: number, logs: BatchLogs): Promise<void> => this.call('onBatchEnd', batch, logs)

  onEpochEnd = (epoch: number, logs: EpochLogs): Promise<void> => {
    this.fate = `Epoch ${epoch} is saved.`
    return this.call('onEpochEnd', epoch, logs)
  }

  onTrainEnd = (logs: EpochLogs | null): Promise<void> => {
    // Perhaps nothing is left to resume then.
    this.fate = 'All epochs are saved.'
    return this.call('onTrainEnd', logs ?? {})
  }

  /** Gives the module the time to finish what it has begun, such as writing a file. */
  async close(): Promise<void> {
    this.options.signal.removeEventListener('abort', this.onAbort)
    if (await this.process.end()) return
    this.options.warn('The callback went on when the run was over, so it was ended.')
  }

  private async load(): Promise<void> {
    const answer = await this.waitFor('loading it', this.process.ask({ load: pathToFileURL(this.file).href }), 'could not be loaded')
    const found = 'exports' in answer ? answer.exports : {}
    const known = hookNames.join(', ')
    for (const [name, type] of Object.entries(found)) {
      if (type === 'function') continue
      throw new WorkbenchError('callback-failed', `The callback “${this.file}” exports ${name}, which is not a function. Make it one.`)
    }
    this.hooks = Object.keys(found)
    if (this.hooks.length > 0) return
    throw new WorkbenchError('callback-failed', `The callback “${this.file}” exports none of ${known}. Export at least one.`)
  }

  private async call(hook: HookName, ...values: unknown[]): Promise<void> {
    if (!this.hooks.includes(hook) || this.options.signal.aborted) return
    await this.waitFor(`its ${hook}`, this.process.ask({ hook, values }), `failed in ${hook}`, `in ${hook}`)
  }

  private async waitFor<Answer>(what: string, answer: Promise<Answer>, failed: string, where = 'while it was loaded'): Promise<Answer> {
    const timer = setTimeout(() => this.tellOfWaiting(what), sayAfterMilliseconds)
    this.waiting = true
    try {
      return await answer
    } catch (thrown) {
      if (this.options.signal.aborted) throw new RunAborted(`The callback did not come back from ${what}, so it was ended. ${this.fate}`)
      throw this.failure(thrown, where, failed)
    } finally {
      this.waiting = false
      clearTimeout(timer)
    }
  }

  private tellOfWaiting(what: string): void {
    if (this.toldOfWaiting) return
    this.toldOfWaiting = true
    this.options.warn(`The run waits for the callback to come back from ${what}. ${this.fate} Ctrl-C twice ends both.`)
  }

  private failure(reason: unknown, where: string, failed = `failed ${where}`): WorkbenchError {
    const remedy = this.fate === 'All epochs are saved.' ? 'Correct it before the next run.' : 'Correct it and resume the run.'
    const advice = `${this.fate} ${remedy}`
    if (reason instanceof HookThrew) return callbackFailure(this.file, failed, reason.thrown, advice)
    if (!(reason instanceof HooksGone)) return toWorkbenchError(reason)
    return new WorkbenchError('callback-failed', `The callback “${this.file}” ${reason.message} ${where}. ${advice}`)
  }

  /** What is not waited for may end in good order. */
  private readonly onAbort = (): void => {
    if (this.waiting) this.process.kill()
  }
}

/** Its real path. A device or a pipe would be read without an end, and an address of another scheme would be code from elsewhere. */
async function moduleFile(path: string): Promise<string> {
  try {
    const file = await realpath(path)
    if ((await stat(file)).isFile() && /\.m?js$/.test(file)) return file
  } catch (thrown) {
    throw new WorkbenchError('not-found', `The callback ${toWorkbenchError(thrown).message}`, { cause: thrown })
  }
  throw new WorkbenchError('usage', `The callback “${path}” is no JavaScript module. Name a file that ends in .mjs or .js.`)
}
