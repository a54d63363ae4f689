import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isEventFile } from './event-file-writer.ts'
import { readEvent } from './event-messages.ts'
import { readTfRecords } from './tf-record.ts'

/**
 * Cuts off what the event files of a folder hold from a step on, and a record that a crash has left unfinished. Readers differ in
 * what they make of steps that come a second time: one drops what a new session begins with, the other only what is written anew
 * under the same tag. What is not there, both do not show.
 *
 * Steps ascend in a file, and files in their names. The newest is cut first, so that a crash in between leaves a beginning of
 * what there was; each file is cut at the end of a record, at once.
 *
 * @returns the last step that is left; null if there is none
 * @throws Error if a file cannot be read or cut
 */
export function cutEvents(folder: string, fromStep: number): number | null {
  if (!existsSync(folder)) return null
  const files = readdirSync(folder).filter(isEventFile).sort().reverse()
  const last = files.map((name) => cutFile(join(folder, name), fromStep)).filter((step) => step !== null)
  return last.length === 0 ? null : Math.max(...last)
}

/** @returns the last step that is left in it */
function cutFile(file: string, fromStep: number): number | null {
  const bytes = readFileSync(file)
  let end = 0
  let last: number | null = null
  for (const { data, end: recordEnd } of readTfRecords(bytes)) {
    const { step, holdsValues, isVersion } = readEvent(data)
    if (!isVersion && step >= fromStep) break
    if (holdsValues) last = step
    end = recordEnd
  }
  // A file without one whole record is none of ours.
  if (end > 0 && end < bytes.length) truncate(file, end)
  return last
}

function truncate(file: string, length: number): void {
  const descriptor = openSync(file, 'r+')
  try {
    ftruncateSync(descriptor, length)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
