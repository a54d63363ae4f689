import type { Callback, EpochDraft, EpochLogs } from './callback.ts'

/**
 * Puts the epoch into the store, in one transaction. It comes after every callback that adds to the epoch or has state
 * of its own, and before those that look on: what they are told about is safe already.
 */
export class EpochRecorder implements Callback {
  readonly name = 'epoch-recorder'

  /** @param save writes the epoch with the model's state and the callbacks' */
  constructor(private readonly save: (draft: EpochDraft) => Promise<void>) {}

  onEpochEnd(_epoch: number, _logs: EpochLogs, draft: EpochDraft): Promise<void> {
    return this.save(draft)
  }
}
