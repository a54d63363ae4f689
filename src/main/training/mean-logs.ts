import type { BatchLogs } from './callbacks/callback.ts'

/** Mean of an epoch's batches over its images: a last, smaller batch weighs less, as in Keras. */
export class MeanLogs {
  private images = 0
  private readonly sums: BatchLogs = { loss: 0, reconstruction: 0, kl: 0 }

  /** @param logs means over the batch @param images in the batch */
  add(logs: BatchLogs, images: number): void {
    this.images += images
    this.sums.loss += logs.loss * images
    this.sums.reconstruction += logs.reconstruction * images
    this.sums.kl += logs.kl * images
  }

  get mean(): BatchLogs {
    const { loss, reconstruction, kl } = this.sums
    return { loss: loss / this.images, reconstruction: reconstruction / this.images, kl: kl / this.images }
  }
}
