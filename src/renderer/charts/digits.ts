import type { Drawing } from './canvas.ts'

/** Grey images, row-major bytes. */
export interface GreyImages {
  /** [count, height, width] */
  bytes: Uint8Array
  height: number
  width: number
}

/** One image of a whole grid: image k stands at column k mod `columns`, row ⌊k / columns⌋. Dark is 0, as in Greys_r. */
export function gridImage({ bytes, height, width }: GreyImages, columns: number, rows: number): ImageData {
  const image = new ImageData(columns * width, rows * height)
  const pixels = new Uint32Array(image.data.buffer)
  pixels.fill(0xff000000)
  const count = Math.min(columns * rows, Math.floor(bytes.length / (height * width)))
  for (let k = 0; k < count; k++) {
    const left = (k % columns) * width
    const top = Math.floor(k / columns) * height
    for (let y = 0; y < height; y++) {
      const from = (k * height + y) * width
      const to = (top + y) * columns * width + left
      for (let x = 0; x < width; x++) {
        const grey = bytes[from + x] ?? 0
        pixels[to + x] = 0xff000000 | (grey << 16) | (grey << 8) | grey
      }
    }
  }
  return image
}

/** Dark on light. */
export function inverted({ bytes, ...size }: GreyImages): GreyImages {
  return { bytes: bytes.map((grey) => 255 - grey), ...size }
}

function bitmap(image: ImageData): OffscreenCanvas {
  const canvas = new OffscreenCanvas(image.width, image.height)
  canvas.getContext('2d')?.putImageData(image, 0, 0)
  return canvas
}

/** The box of one image whose longer side has a length. */
export function imageBox({ height, width }: Pick<GreyImages, 'height' | 'width'>, longest: number): { width: number; height: number } {
  const scale = longest / Math.max(height, width)
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** Draws one image over the whole canvas, which has its aspect. */
export function oneImage(image: GreyImages): Drawing {
  return (context, { width, height }) => {
    context.clearRect(0, 0, width, height)
    paintGrid(context, image, { columns: 1, rows: 1 }, { left: 0, top: 0, width, height })
  }
}

/** Draws a grid of images into a rectangle. */
export function paintGrid(
  context: CanvasRenderingContext2D,
  images: GreyImages,
  grid: { columns: number; rows: number },
  box: { left: number; top: number; width: number; height: number },
): void {
  context.imageSmoothingEnabled = true
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap(gridImage(images, grid.columns, grid.rows)), box.left, box.top, box.width, box.height)
}

interface TileGrid {
  columns: number
  /** Between two images. */
  gap: number
}

/** From the top of one row of tiles to that of the next. */
function rowPitchOf({ height, width }: Pick<GreyImages, 'height' | 'width'>, { columns, gap }: TileGrid, across: number): number {
  return ((across + gap) / columns - gap) * (height / width) + gap
}

/** How high tiles are together that fill this width. */
export function tilesHeight(images: GreyImages, grid: TileGrid, across: number): number {
  const rows = Math.ceil(countOf(images) / grid.columns)
  return Math.max(0, Math.ceil(rows * rowPitchOf(images, grid, across) - grid.gap))
}

/** How many there are. */
export function countOf({ bytes, height, width }: GreyImages): number {
  return Math.floor(bytes.length / (height * width))
}

/** Tiles that fill the canvas's width, as many columns as asked for, on whole device pixels with a gap between them. */
export function tiles(images: GreyImages, { columns, gap }: TileGrid): Drawing {
  const pixels = images.height * images.width
  const count = countOf(images)
  return (context, { width, ratio }) => {
    const snap = (length: number) => Math.round(length * ratio) / ratio
    const pitch = (width + gap) / columns
    const edge = (index: number) => snap(index * pitch)
    const rowPitch = rowPitchOf(images, { columns, gap }, width)
    context.clearRect(0, 0, width, snap(Math.ceil(count / columns) * rowPitch))
    for (let k = 0; k < count; k++) {
      const column = k % columns
      const row = Math.floor(k / columns)
      const top = snap(row * rowPitch)
      paintGrid(
        context,
        { ...images, bytes: images.bytes.subarray(k * pixels, (k + 1) * pixels) },
        { columns: 1, rows: 1 },
        {
          left: edge(column),
          top,
          width: edge(column + 1) - edge(column) - gap,
          height: snap((row + 1) * rowPitch) - top - gap,
        },
      )
    }
  }
}

/** One row of images as high as the canvas or as there is room for, in the middle of its height, spread evenly over its width. */
export function spreadRow(images: GreyImages): Drawing {
  const pixels = images.height * images.width
  const count = countOf(images)
  return (context, { width, height, ratio }) => {
    const snap = (length: number) => Math.floor(length * ratio) / ratio
    const tileHeight = Math.min(height, (width / count) * (images.height / images.width) - 2)
    const tileWidth = snap(tileHeight * (images.width / images.height))
    const pitch = count > 1 ? (width - tileWidth) / (count - 1) : 0
    const top = snap((height - tileHeight) / 2)
    context.clearRect(0, 0, width, height)
    for (let k = 0; k < count; k++) {
      paintGrid(
        context,
        { ...images, bytes: images.bytes.subarray(k * pixels, (k + 1) * pixels) },
        { columns: 1, rows: 1 },
        { left: snap(k * pitch), top, width: tileWidth, height: snap(tileHeight) },
      )
    }
  }
}
