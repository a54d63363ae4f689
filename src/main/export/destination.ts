import { readdir, stat } from 'node:fs/promises'
import { dirname, extname } from 'node:path'
import { toWorkbenchError, WorkbenchError } from '../../shared/errors.ts'
import type { ExportKind, ExportRequest } from './protocol.ts'

/** What each kind of export may end in; events are a folder. */
const extensions: Record<Exclude<ExportKind, 'events'>, readonly string[]> = {
  manifold: ['.gif', '.png'],
  scatter: ['.gif', '.png'],
  reconstructions: ['.gif', '.png'],
  scalars: ['.csv', '.json'],
  latents: ['.npy', '.csv'],
  labels: ['.npy', '.csv'],
  weights: ['.safetensors'],
  experiment: ['.manifold'],
}

/** Extension of an export's file in lower case, with its dot. */
export function extensionOf(out: string): string {
  return extname(out).toLowerCase()
}

/**
 * Looks at where an export shall go before any work is done.
 * @throws WorkbenchError if that is no place for this kind of export
 */
export async function checkDestination({ kind, out }: ExportRequest): Promise<void> {
  const parent = dirname(out)
  const parentKind = await kindOf(parent)
  if (parentKind === 'nothing') {
    throw new WorkbenchError('not-found', `The folder “${parent}” does not exist. Create it or choose another one.`)
  }
  if (parentKind === 'file') throw new WorkbenchError('usage', `“${parent}” is a file, not a folder. Choose another place.`)
  const there = await kindOf(out)
  if (kind === 'events') {
    if (there === 'file') throw new WorkbenchError('usage', `“${out}” is a file. Name a new folder for the event files.`)
    if (there === 'folder' && (await readdir(out)).length > 0) {
      throw new WorkbenchError('usage', `The folder “${out}” is not empty. Name a new folder for the event files.`)
    }
    return
  }
  const allowed = extensions[kind]
  if (there === 'folder') {
    throw new WorkbenchError('usage', `“${out}” is a folder. Name a file that ends in ${allowed.join(' or ')}.`)
  }
  if (!allowed.includes(extensionOf(out))) {
    throw new WorkbenchError('usage', `“${out}” must end in ${allowed.join(' or ')} to hold the ${kind}. Name another file.`)
  }
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'nothing'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file'
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'nothing'
    throw toWorkbenchError(error)
  }
}
