import { readFileSync } from 'node:fs'

/** Width and height in pixels, as the header of a PNG says them. */
export function pngSize(path: string): [width: number, height: number] {
  const file = readFileSync(path)
  if (file.toString('latin1', 1, 4) !== 'PNG') throw new Error(`“${path}” is no PNG.`)
  return [file.readUInt32BE(16), file.readUInt32BE(20)]
}
