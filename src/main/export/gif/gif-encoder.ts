import { createCanvas } from '@napi-rs/canvas'
import { GIFEncoder, type GIFWriter } from 'gifenc'
import type { Rgb } from '../../../shared/maths/colour-maps.ts'
import type { Figure } from '../figures/figure.ts'
import { PaletteMapper } from './palette-mapper.ts'

export interface AnimationOptions {
  palette: readonly Rgb[]
  /** Milliseconds each frame is shown, a multiple of ten. */
  delay: number
}

/**
 * Draws a figure frame by frame into a GIF that loops for ever. The bytes of each frame are handed out at once, so that
 * an animation of any length takes the memory of one frame.
 */
export class AnimationEncoder<Frame> {
  private readonly canvas
  private readonly mapper: PaletteMapper
  private readonly gif: GIFWriter = GIFEncoder({ initialCapacity: 2 ** 20 })
  private begun = false

  constructor(
    private readonly figure: Figure<Frame>,
    private readonly options: AnimationOptions,
  ) {
    this.canvas = createCanvas(figure.width, figure.height)
    this.mapper = new PaletteMapper(options.palette)
  }

  /** @returns the next bytes of the file, valid until the next call */
  encode(frame: Frame): Uint8Array {
    const { width, height } = this.figure
    const context = this.canvas.getContext('2d')
    this.figure.draw(context, frame)
    const indices = this.mapper.map(context.getImageData(0, 0, width, height).data)
    const { palette, delay } = this.options
    this.gif.stream.reset()
    // The first frame's palette is the whole animation's.
    this.gif.writeFrame(indices, width, height, this.begun ? { delay, repeat: 0 } : { palette, delay, repeat: 0 })
    this.begun = true
    return this.gif.stream.bytesView()
  }

  /** @returns the last bytes of the file */
  finish(): Uint8Array {
    this.gif.stream.reset()
    this.gif.finish()
    return this.gif.stream.bytesView()
  }
}
