import type { Locator } from 'playwright/test'

/** What a canvas shows, to compare it with what it shows later. It is drawn in the frame after its label is written. */
export function pictureOf(canvas: Locator): Promise<string> {
  return canvas.evaluate(async (element) => {
    for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve))
    return (element as HTMLCanvasElement).toDataURL()
  })
}
