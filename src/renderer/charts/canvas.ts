import type { Attachment } from 'svelte/attachments'

/** Draws on a canvas of `width` × `height` CSS pixels, `ratio` device pixels each; the context is scaled already. */
export type Drawing = (context: CanvasRenderingContext2D, size: { width: number; height: number; ratio: number }) => void

/**
 * Keeps a canvas's bitmap at the device's own resolution and draws it again whenever its box or that resolution changes.
 * The canvas's size must come from its style, never from its bitmap.
 */
export function drawn(draw: Drawing): Attachment<HTMLCanvasElement> {
  return (canvas) => {
    const context = canvas.getContext('2d')
    if (context === null) return
    const observer = new ResizeObserver(([entry]) => {
      const box = entry?.devicePixelContentBoxSize[0]
      if (box === undefined) return
      // A bitmap of the same size stays: a new one for every frame of a drag takes longer than the drawing.
      if (canvas.width !== box.inlineSize) canvas.width = box.inlineSize
      if (canvas.height !== box.blockSize) canvas.height = box.blockSize
      const ratio = devicePixelRatio
      context.setTransform(ratio, 0, 0, ratio, 0, 0)
      draw(context, { width: box.inlineSize / ratio, height: box.blockSize / ratio, ratio })
    })
    observer.observe(canvas, { box: 'device-pixel-content-box' })
    return () => observer.disconnect()
  }
}
