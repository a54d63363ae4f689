import { statSync } from 'node:fs'

/** In bytes; null: it is no file, or cannot be looked at. */
export function fileSize(path: string): number | null {
  try {
    const status = statSync(path)
    return status.isFile() ? status.size : null
  } catch {
    return null
  }
}
