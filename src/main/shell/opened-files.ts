import { basename, resolve } from 'node:path'
import { z } from 'zod'
import type { ChosenFile } from '../../shared/contract/datasets.ts'
import { printable } from '../../shared/plain-text.ts'
import type { FileHandles } from './file-handles.ts'
import { fileSize } from './file-size.ts'

/** So many at once; nobody means to open more. */
const most = 20

/** What a second start hands to the first one. */
export const handoverSchema = z.object({ files: z.array(z.string().min(1).max(4096)).max(most) })
export type Handover = z.output<typeof handoverSchema>

/**
 * The exported experiments among the arguments that the application was started with, as a double click names them.
 * @param directory that relative names are relative to
 * @returns absolute paths
 */
export function namedExperiments(argv: readonly string[], directory: string): string[] {
  const named = argv.slice(1).filter((argument, index) => {
    // A workspace may be called anything.
    return !argument.startsWith('-') && /\.manifold$/i.test(argument) && argv[index] !== '--workspace'
  })
  return named.slice(0, most).map((name) => resolve(directory, name))
}

/** Files that the desktop wants opened, until the user has said what to do with them. */
export class OpenedFiles {
  #waiting: ChosenFile[] = []

  /** @param announce tells the page that there are more */
  constructor(
    private readonly files: FileHandles,
    private readonly announce: () => void,
  ) {}

  /** One that is not there has size 0; importing it says so. */
  add(paths: readonly string[]): void {
    if (paths.length === 0) return
    for (const path of paths) {
      this.#waiting.push({ handle: this.files.add(path), fileName: printable(basename(path)), size: fileSize(path) ?? 0 })
    }
    this.announce()
  }

  list(): ChosenFile[] {
    return [...this.#waiting]
  }

  /** The user has answered for these. */
  settle(handles: readonly string[]): void {
    this.#waiting = this.#waiting.filter(({ handle }) => !handles.includes(handle))
  }
}
