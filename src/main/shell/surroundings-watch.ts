import type { Surroundings } from '../../shared/contract/app.ts'
import type { Installation } from '../installation.ts'
import type { Workbench } from '../workbench/workbench.ts'

const intervalMilliseconds = 2000

/** Looks now and then whether the workspace and the program are still what they were at the start, and tells when that changes. */
export class SurroundingsWatch {
  private isGone = false
  private isReplaced = false
  private readonly timer: NodeJS.Timeout

  /** @param directory the workspace, as the user knows it */
  constructor(
    private readonly directory: string,
    private readonly workbench: Pick<Workbench, 'lookOnly'> & { store: Pick<Workbench['store'], 'isInPlace'> },
    private readonly installation: Pick<Installation, 'isReplaced'>,
    private readonly changed: (state: Surroundings) => void,
  ) {
    this.timer = setInterval(() => this.look(), intervalMilliseconds)
    this.timer.unref()
  }

  get state(): Surroundings {
    return { directory: this.directory, lookOnly: this.workbench.lookOnly, isGone: this.isGone, isReplaced: this.isReplaced }
  }

  look(): void {
    const isGone = !this.workbench.store.isInPlace
    const { isReplaced } = this.installation
    if (isGone === this.isGone && isReplaced === this.isReplaced) return
    Object.assign(this, { isGone, isReplaced })
    this.changed(this.state)
  }

  close(): void {
    clearInterval(this.timer)
  }
}
