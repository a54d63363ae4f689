import type { ChildProcess } from 'node:child_process'
import { hookReportSchema, type HookOrder, type HookReport, type Thrown } from './protocol.ts'
import { startHooksProcess } from './start-process.ts'

/** How long what a module has under way may take when its run is over. */
const endPatienceMilliseconds = 1000
const channelPatienceMilliseconds = 500

/** What a module has thrown. */
export class HookThrew extends Error {
  constructor(readonly thrown: Thrown) {
    super(thrown.reason)
  }
}

/** The process is gone. The message is the end of a sentence: “was ended by SIGABRT”. */
export class HooksGone extends Error {}

type Answer = Exclude<HookReport, { thrown: Thrown }>
type Order = Exclude<HookOrder, 'end'>
type Unnumbered<Each> = Each extends unknown ? Omit<Each, 'id'> : never

interface Pending {
  id: number
  resolve: (answer: Answer) => void
  reject: (reason: Error) => void
}

/** The process of a user's module, seen from the thread that started it. One order at a time. */
export class HooksProcess {
  private readonly child: ChildProcess
  private readonly exited: Promise<void>
  private pending: Pending | null = null
  private gone: HooksGone | null = null
  private wanted = true
  private orders = 0

  /** @param onStray hears of what goes wrong while no order is under way: a timer that throws, an exit */
  constructor(private readonly onStray: (reason: HookThrew | HooksGone) => void) {
    this.child = startHooksProcess()
    this.child.on('message', (message) => this.heed(message))
    this.exited = new Promise((resolve) => {
      const leave = (reason: string) => {
        this.leave(new HooksGone(reason))
        resolve()
      }
      this.child.once('exit', (code, signal) => leave(signal === null ? `ended its process (exit code ${code ?? 0})` : `was ended by ${signal}`))
      this.child.once('error', ({ message }) => leave(`cannot have a process: ${message}`))
    })
    // Without its channel the process is lost; it may also be about to exit, which then says why.
    this.child.once('disconnect', () => setTimeout(() => this.lose('has cut itself off from the run'), channelPatienceMilliseconds).unref())
  }

  /** @throws HookThrew, HooksGone */
  ask(order: Unnumbered<Order>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.gone !== null) {
        reject(this.gone)
        return
      }
      const id = this.orders++
      this.pending = { id, resolve, reject }
      // A process that is gone cannot be sent to; its exit tells.
      this.child.send({ ...order, id }, () => undefined)
    })
  }

  /** Lets it finish what it has under way. @returns false if that took too long, and it was ended */
  async end(): Promise<boolean> {
    if (this.gone !== null) return true
    this.wanted = false
    this.child.send('end' satisfies HookOrder, () => undefined)
    let inTime = true
    const timer = setTimeout(() => {
      inTime = false
      this.kill()
    }, endPatienceMilliseconds)
    await this.exited
    clearTimeout(timer)
    return inTime
  }

  /** Ends it at once, and whatever the module has started. */
  kill(): void {
    this.wanted = false
    const { pid } = this.child
    try {
      if (pid !== undefined && process.platform !== 'win32') process.kill(-pid, 'SIGKILL')
    } catch {
      // It is gone already.
    }
    this.child.kill('SIGKILL')
  }

  private heed(message: unknown): void {
    const { data: report } = hookReportSchema.safeParse(message)
    if (report === undefined || (report.id !== null && report.id !== this.pending?.id)) {
      this.lose('has changed what JavaScript itself is made of, and its process no longer answers')
      return
    }
    if (!('thrown' in report)) this.settle(({ resolve }) => resolve(report))
    else if (report.id === null) this.onStray(new HookThrew(report.thrown))
    else this.settle(({ reject }) => reject(new HookThrew(report.thrown)))
  }

  private lose(reason: string): void {
    if (!this.wanted) return
    this.leave(new HooksGone(reason))
    this.kill()
  }

  private leave(reason: HooksGone): void {
    if (this.gone !== null) return
    this.gone = reason
    if (this.pending !== null) this.settle(({ reject }) => reject(reason))
    else if (this.wanted) this.onStray(reason)
  }

  private settle(by: (pending: Pending) => void): void {
    const { pending } = this
    this.pending = null
    if (pending !== null) by(pending)
  }
}
