import { closeSync, fdatasyncSync, fstatSync, ftruncateSync, mkdirSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { toWorkbenchError, WorkbenchError } from '../../../shared/errors.ts'
import { fileError } from '../../file-error.ts'
import { fileVersionEvent, imageEvent, scalarEvent, sessionStartEvent, type EventImage } from './event-messages.ts'
import { tfRecord } from './tf-record.ts'

export type { EventImage }

export interface EventFileOptions {
  /** First step that this file will hold; it begins with a mark that a session does there, as readers know it of any file. */
  startStep?: number
  /** Seconds since 1970 of the file's name and first records; now if not given. */
  wallTime?: number
}

const namePattern = /^events\.out\.tfevents\.(\d{10})\./

/** Whether a file of that name is one that readers take for an event file, and we may have written. */
export const isEventFile = (name: string) => namePattern.test(name)

/** A name beyond this is nobody's clock's, and must not push ours out of their ten digits. */
const latestSecond = 9_000_000_000

/** The latest second at which an event file of this folder was begun; 0 if there is none. */
function newestIn(folder: string): number {
  const seconds = readdirSync(folder).map((name) => Number(namePattern.exec(name)?.[1] ?? 0))
  return Math.max(0, ...seconds.filter((second) => second <= latestSecond))
}

/** TensorFlow goes on with the machine's name and the process's number: logs are given away, and neither is anybody's business. */
const nameOf = (second: number) => `events.out.tfevents.${String(second).padStart(10, '0')}.manifold-workbench`

/** Opens a new file of that second, or of the next that is free: another process may share the folder. */
function openNext(folder: string, second: number): { file: string; descriptor: number } {
  for (let tries = 0; ; tries++) {
    const file = join(folder, nameOf(second + tries))
    try {
      return { file, descriptor: openSync(file, 'ax') }
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST' || tries === 100) throw thrown
    }
  }
}

/**
 * One TensorBoard event file, appended to while a run goes on. Events wait in memory until `flush`, which writes them at
 * once and returns when the disk has them: a crash between two flushes costs the events since the first of them and
 * nothing else.
 */
export class EventFileWriter {
  private pending: Uint8Array[] = []
  private size = 0

  private constructor(
    readonly file: string,
    private readonly descriptor: number,
  ) {}

  /**
   * Begins a file in `logDirectory`, which is made if missing.
   * @throws WorkbenchError if the folder cannot be made or written to
   */
  static create(logDirectory: string, { startStep = 0, wallTime = Date.now() / 1000 }: EventFileOptions = {}): EventFileWriter {
    let writer: EventFileWriter
    try {
      mkdirSync(logDirectory, { recursive: true })
      // Readers take the files in the order of their names: neither a clock that was set back nor a run that is resumed in the same
      // second must put this one before another.
      const begun = Math.max(Math.floor(wallTime), newestIn(logDirectory) + 1)
      const { file, descriptor } = openNext(logDirectory, begun)
      writer = new EventFileWriter(file, descriptor)
    } catch (error) {
      throw toWorkbenchError(error)
    }
    writer.append(fileVersionEvent(wallTime))
    writer.append(sessionStartEvent(startStep, wallTime))
    try {
      writer.flush()
    } catch (error) {
      writer.discard()
      throw error
    }
    return writer
  }

  /** `wallTime`: seconds since 1970. */
  scalar(tag: string, value: number, step: number, wallTime: number): void {
    this.append(scalarEvent(tag, value, step, wallTime))
  }

  /** `wallTime`: seconds since 1970. */
  image(tag: string, image: EventImage, step: number, wallTime: number): void {
    this.append(imageEvent(tag, image, step, wallTime))
  }

  /**
   * Writes what waits and syncs it to the disk. After a failure the file is as it was before and the events still wait,
   * so that a later flush can succeed.
   * @throws WorkbenchError if the disk is full or the file was removed meanwhile
   */
  flush(): void {
    // Writing to a removed file succeeds, and its bytes are lost with it.
    if (this.isGone) throw fileError(this.vanished(), this.file)
    const bytes = Buffer.concat(this.pending)
    try {
      this.writeAll(bytes)
      // Some file systems find out only here that there is no room.
      fdatasyncSync(this.descriptor)
    } catch (error) {
      ftruncateSync(this.descriptor, this.size)
      throw fileError(error, this.file)
    }
    this.size += bytes.length
    this.pending = []
  }

  /** Whether somebody has removed the file. */
  get isGone(): boolean {
    return fstatSync(this.descriptor).nlink === 0
  }

  /** Flushes and closes the file. */
  close(): void {
    try {
      this.flush()
    } finally {
      closeSync(this.descriptor)
    }
  }

  /** Closes and removes a file that is not to be, since what it begins with cannot be written. */
  discard(): void {
    closeSync(this.descriptor)
    rmSync(this.file, { force: true })
  }

  private append(event: Uint8Array): void {
    this.pending.push(tfRecord(event))
  }

  private writeAll(bytes: Uint8Array): void {
    for (let written = 0; written < bytes.length; ) written += writeSync(this.descriptor, bytes, written)
  }

  private vanished(): WorkbenchError {
    return new WorkbenchError(
      'not-found',
      `The event file “${this.file}” was removed while it was being written. The epochs themselves are safe: ` +
        'export the event files to have them again.',
    )
  }
}
