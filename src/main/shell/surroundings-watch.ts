import type { Surroundings } from '../../shared/contract/app.ts'
import type { Installation, InstallationChange } from '../installation.ts'
import { unsuitableProcessor } from '../tensorflow/processor.ts'
import type { Workbench } from '../workbench/workbench.ts'

const intervalMilliseconds = 2000

/** Looks now and then whether the workspace and the program are still what they were at the start, and tells when that changes. */
export class SurroundingsWatch {
  private isGone = false
  private change: InstallationChange | null = null
  private readonly timer: NodeJS.Timeout

  /** @param directory the workspace, as the user knows it */
  constructor(
    private readonly directory: string,
    private readonly workbench: Pick<Workbench, 'lookOnly'> & { store: Pick<Workbench['store'], 'isInPlace'> },
    private readonly installation: Pick<Installation, 'change'>,
    private readonly changed: (state: Surroundings, before: Surroundings) => void,
  ) {
    this.timer = setInterval(() => this.look(), intervalMilliseconds)
    this.timer.unref()
  }

  get state(): Surroundings {
    const { directory, isGone, change: installation } = this
    return { directory, lookOnly: this.workbench.lookOnly, isGone, installation, unsuitableProcessor: unsuitableProcessor() }
  }

  look(): void {
    const isGone = !this.workbench.store.isInPlace
    const { change } = this.installation
    if (isGone === this.isGone && change === this.change) return
    const before = this.state
    Object.assign(this, { isGone, change })
    this.changed(this.state, before)
  }

  close(): void {
    clearInterval(this.timer)
  }
}
