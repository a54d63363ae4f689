import { createCanvas, loadImage } from '@napi-rs/canvas'

/** The colour in the corner of a PNG, as #rrggbb: what its picture is drawn on. */
export async function pngGround(path: string): Promise<string> {
  const context = createCanvas(1, 1).getContext('2d')
  context.drawImage(await loadImage(path), 0, 0)
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data
  return `#${[red, green, blue].map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}
