import { toWorkbenchError, WorkbenchError, type ErrorCode } from '../../shared/errors.ts'

export interface NoticeAction {
  label: string
  run: () => void
}

export interface Notice {
  id: number
  tone: 'error' | 'warning' | 'info'
  title: string
  message: string
  /** It tells of work in progress: how far it is, within [0, 1]; null where that cannot be known. */
  progress?: number | null
  /** Something that can be done about it, as long as the notice stands. */
  action?: NoticeAction
}

/** Work that a notice tells of. */
export interface Work {
  /** Says how far it is, within [0, 1]. */
  reached: (progress: number) => void
  /** Takes the notice away. */
  end: () => void
}

const titles: Partial<Record<ErrorCode, string>> = {
  busy: 'Not now',
  'invalid-parameter': 'That value does not fit',
  'invalid-dataset': 'The data set cannot be read',
  'invalid-archive': 'The experiment cannot be imported',
  'callback-failed': 'A callback failed',
  'database-corrupt': 'The workspace is damaged',
  'checkpoint-corrupt': 'The checkpoint is damaged',
  'checkpoint-damaged': 'The newest checkpoint is damaged',
  'permission-denied': 'No permission',
  'look-only': 'Only looking',
  'disk-full': 'The disk is full',
  'not-found': 'Not found',
  replaced: 'The workbench was updated',
  'unsuitable-processor': 'This processor cannot train',
  cancelled: 'Cancelled',
}

/** Of these the log tells more than the message can: where it happened, and what went before. */
const loggedInFull: readonly ErrorCode[] = ['internal', 'callback-failed', 'database-corrupt', 'checkpoint-corrupt']

/** The log of the program, as far as notices have to do with it. */
interface Log {
  show: () => void
  /** Writes down what was thrown. */
  report: (thrown: unknown) => void
}

const secondsOfInformation = 6
/** What can be undone can be for so long. */
const secondsToUndo = 10

/** What the window has to tell. Errors and warnings stay until they are dismissed; the rest goes by itself. */
export class Notices {
  list = $state.raw<readonly Notice[]>([])
  #nextId = 0

  constructor(private readonly log: Log) {}

  /** @param action something more to do; then there is longer to read it */
  inform(title: string, message = '', action: NoticeAction | null = null): void {
    const id = this.#add('info', title, message, action === null ? {} : { action })
    setTimeout(() => this.dismiss(id), (action === null ? secondsOfInformation : secondsToUndo) * 1000)
  }

  /** Tells of work as long as it goes on. @param cancel what ends the work before it is done */
  begin(title: string, cancel?: () => void): Work {
    const action = cancel === undefined ? {} : { action: { label: 'Cancel', run: cancel } }
    const id = this.#add('info', title, '', { progress: null, ...action })
    return {
      reached: (progress) => (this.list = this.list.map((notice) => (notice.id === id ? { ...notice, progress } : notice))),
      end: () => this.dismiss(id),
    }
  }

  /** Tells of something that can be taken back for some seconds. */
  offerUndo(title: string, undo: () => void): void {
    const id: number = this.#add('info', title, '', { action: this.#once({ label: 'Undo', run: undo }, () => id) })
    setTimeout(() => this.dismiss(id), secondsToUndo * 1000)
  }

  /** Takes the last thing back that can be. @returns whether there was one */
  undo(): boolean {
    const action = this.list.findLast((notice) => notice.action?.label === 'Undo')?.action
    action?.run()
    return action !== undefined
  }

  warn(message: string): void {
    this.#add('warning', 'The run goes on, but', message)
  }

  /** @param remedy what can be done about it */
  fail(thrown: unknown, remedy?: NoticeAction): void {
    const { code, message } = toWorkbenchError(thrown)
    // What the main process threw it has written down itself.
    if (!(thrown instanceof WorkbenchError)) this.log.report(thrown)
    if (this.list.some((notice) => notice.tone === 'error' && notice.message === message)) return
    const more = loggedInFull.includes(code) ? { action: { label: 'Show log', run: this.log.show } } : {}
    const id: number = this.#add('error', titles[code] ?? 'Something went wrong', message, remedy === undefined ? more : { action: this.#once(remedy, () => id) })
  }

  /** Runs an action of the user's; its error becomes a notice. Resolves undefined then. */
  async attempt<T>(action: () => Promise<T>): Promise<T | undefined> {
    try {
      return await action()
    } catch (thrown) {
      this.fail(thrown)
      return undefined
    }
  }

  dismiss(id: number): void {
    this.list = this.list.filter((notice) => notice.id !== id)
  }

  /** An action that takes its notice away. */
  #once({ label, run }: NoticeAction, notice: () => number): NoticeAction {
    return {
      label,
      run: () => {
        this.dismiss(notice())
        run()
      },
    }
  }

  #add(tone: Notice['tone'], title: string, message: string, more: Pick<Notice, 'action' | 'progress'> = {}): number {
    const id = this.#nextId++
    this.list = [...this.list, { id, tone, title, message, ...more }]
    return id
  }
}
