import { resolve } from 'node:path'
import { Workbench } from '../workbench/workbench.ts'
import type { Terminal } from './terminal.ts'

/** What every command works with. */
export class CommandContext {
  constructor(
    readonly terminal: Terminal,
    private readonly workspace: string,
    private readonly workingDirectory: string,
  ) {}

  /** Absolute path of one that the user typed. */
  path(typed: string): string {
    return resolve(this.workingDirectory, typed)
  }

  /** Opens the workspace for the length of `use`. */
  async withWorkbench<Result>(use: (workbench: Workbench) => Result | Promise<Result>): Promise<Result> {
    const workbench = Workbench.open(this.path(this.workspace))
    try {
      return await use(workbench)
    } finally {
      await workbench.close()
    }
  }
}
