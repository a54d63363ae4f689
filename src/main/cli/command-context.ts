import { accessSync, constants } from 'node:fs'
import { resolve } from 'node:path'
import { toWorkbenchError, WorkbenchError } from '../../shared/errors.ts'
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

  /** The same, of something that must be there. @throws WorkbenchError */
  existingFile(typed: string): string {
    const path = this.path(typed)
    try {
      accessSync(path, constants.R_OK)
    } catch (thrown) {
      throw toWorkbenchError(thrown)
    }
    return path
  }

  /** Absolute; it need not be one yet. */
  workspaceDirectory(): string {
    // An empty one is a shell variable that is not set, not the folder that the user happens to be in.
    if (this.workspace === '') throw new WorkbenchError('usage', '--workspace is empty. Name a folder, or leave it out.')
    return this.path(this.workspace)
  }

  /** Opens the workspace for the length of `use`. */
  async withWorkbench<Result>(use: (workbench: Workbench) => Result | Promise<Result>): Promise<Result> {
    const workbench = Workbench.open(this.workspaceDirectory())
    try {
      return await use(workbench)
    } finally {
      await workbench.close()
    }
  }
}
