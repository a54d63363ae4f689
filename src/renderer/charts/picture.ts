import type { Drawing } from './canvas.ts'

/** How many times its size on the screen a figure can be saved at. */
export const pictureScales = [1, 2, 4] as const
export type PictureScale = (typeof pictureScales)[number]

/**
 * Draws a figure anew as a PNG, `scale` pixels a CSS pixel, so that it is as sharp as on a screen of that resolution.
 * @param size of the figure in CSS pixels
 * @param ground CSS colour under it
 */
export async function picture(
  draw: Drawing,
  { width, height }: { width: number; height: number },
  scale: PictureScale,
  ground: string,
): Promise<Uint8Array> {
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('This picture is too large. Save it at a smaller size.')
  context.scale(scale, scale)
  draw(context, { width, height, ratio: scale })
  // Behind what is drawn, since a drawing clears its canvas first.
  context.globalCompositeOperation = 'destination-over'
  context.fillStyle = ground
  context.fillRect(0, 0, width, height)
  return pngOf(canvas)
}

/** @throws Error if the browser cannot make one, as of a canvas that is too large */
export async function pngOf(canvas: HTMLCanvasElement): Promise<Uint8Array> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (blob === null) throw new Error('This picture is too large. Save it at a smaller size.')
  return new Uint8Array(await blob.arrayBuffer())
}
