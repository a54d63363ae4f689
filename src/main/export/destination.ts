import { readdir, realpath, stat } from 'node:fs/promises'
import { dirname, extname, isAbsolute, relative, sep } from 'node:path'
import { toWorkbenchError, WorkbenchError } from '../../shared/errors.ts'
import { refuseProtected } from '../write-protection.ts'
import { targetOf } from './atomic-output.ts'
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

/** How the names begin that a workspace keeps for itself: database, copies, log, locks, and folders of data sets and event files. */
const kept = /^(workbench\.(sqlite|log)|(workspace|training)\.lock|(datasets|logs)$)/i

/** Extension of an export's file in lower case, with its dot. */
export function extensionOf(out: string): string {
  return extname(out).toLowerCase()
}

/**
 * Looks at where an export shall go before any work is done.
 * @throws WorkbenchError if that is no place for this kind of export
 */
export async function checkDestination({ kind, out }: ExportRequest, workspace: string): Promise<void> {
  if (kind !== 'events') {
    await checkFileDestination(out, extensions[kind], workspace, `to hold the ${kind}`)
    return
  }
  const there = await kindAt(out, workspace)
  if (there === 'file') throw new WorkbenchError('usage', `“${out}” is a file. Name a new folder for the event files.`)
  if (there === 'folder' && (await readdir(out)).length > 0) {
    throw new WorkbenchError('usage', `The folder “${out}” is not empty. Name a new folder for the event files.`)
  }
}

/**
 * The same for a file of any kind.
 * @param allowed what it may end in, in lower case, with the dot
 * @param why it has to, for the user
 * @throws WorkbenchError
 */
export async function checkFileDestination(out: string, allowed: readonly string[], workspace: string, why = ''): Promise<void> {
  if ((await kindAt(out, workspace)) === 'folder') {
    throw new WorkbenchError('usage', `“${out}” is a folder. Name a file that ends in ${allowed.join(' or ')}.`)
  }
  if (!allowed.includes(extensionOf(out))) {
    throw new WorkbenchError('usage', `“${out}” must end in ${allowed.join(' or ')}${why === '' ? '' : ` ${why}`}. Name another file.`)
  }
}

/** @throws WorkbenchError if nothing may be written there at all */
async function kindAt(out: string, workspace: string): Promise<Kind> {
  const parent = dirname(out)
  const parentKind = await kindOf(parent)
  if (parentKind === 'nothing') {
    throw new WorkbenchError('not-found', `The folder “${parent}” does not exist. Create it or choose another one.`)
  }
  if (parentKind === 'file') throw new WorkbenchError('usage', `“${parent}” is a file, not a folder. Choose another place.`)
  if (await isKept(out, workspace)) {
    throw new WorkbenchError('usage', `“${out}” belongs to the workspace itself, which would be lost. Choose another place.`)
  }
  await refuseProtected(await targetOf(out), out)
  return kindOf(out)
}

/** Whether a workspace keeps a place for itself, whatever links lead there. */
async function isKept(out: string, workspace: string): Promise<boolean> {
  const within = relative(await realpath(workspace).catch(() => workspace), await targetOf(out))
  return within !== '' && !isAbsolute(within) && kept.test(within.split(sep)[0] ?? '')
}

type Kind = 'file' | 'folder' | 'nothing'

async function kindOf(path: string): Promise<Kind> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file'
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'nothing'
    throw toWorkbenchError(error)
  }
}
