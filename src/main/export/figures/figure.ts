import type { SKRSContext2D } from '@napi-rs/canvas'

/** A figure that is drawn anew for each epoch, whole, onto a canvas of its size. */
export interface Figure<Frame> {
  readonly width: number
  readonly height: number
  draw(context: SKRSContext2D, frame: Frame): void
}
