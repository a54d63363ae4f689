import type { WorkspaceState } from '../../shared/contract/app.ts'
import type { Workbench } from '../workbench/workbench.ts'

const intervalMilliseconds = 2000

/** Looks now and then whether the workspace is still in its place, and tells when that changes. */
export class WorkspaceWatch {
  private isGone = false
  private readonly timer: NodeJS.Timeout

  /** @param directory the workspace, as the user knows it */
  constructor(
    private readonly directory: string,
    private readonly workbench: Pick<Workbench, 'lookOnly'> & { store: Pick<Workbench['store'], 'isInPlace'> },
    private readonly changed: (state: WorkspaceState) => void,
  ) {
    this.timer = setInterval(() => this.look(), intervalMilliseconds)
    this.timer.unref()
  }

  get state(): WorkspaceState {
    return { directory: this.directory, lookOnly: this.workbench.lookOnly, isGone: this.isGone }
  }

  look(): void {
    const isGone = !this.workbench.store.isInPlace
    if (isGone === this.isGone) return
    this.isGone = isGone
    this.changed(this.state)
  }

  close(): void {
    clearInterval(this.timer)
  }
}
