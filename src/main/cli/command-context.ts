import { accessSync, constants, existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { toWorkbenchError, WorkbenchError } from '../../shared/errors.ts'
import { workspaceFiles } from '../workspace-files.ts'
import { refuseOrphan, type ClaimOptions } from '../workbench/claim.ts'
import { nameAnother, usableDefaultDirectory } from '../workbench/default-directory.ts'
import { Workbench } from '../workbench/workbench.ts'
import type { Terminal } from './terminal.ts'

/** The workspace that a command works in. */
export interface ChosenWorkspace {
  /** As it was typed; undefined where none was and there is no default. */
  path: string | undefined
  /** Whether the user has named it; else it is the default. */
  named: boolean
}

/** What every command works with. */
export class CommandContext {
  constructor(
    readonly terminal: Terminal,
    private readonly workspace: ChosenWorkspace,
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

  /**
   * Opens the workspace, which is made if missing, for the length of `use`.
   * @param onFullDisk used instead where it can only be looked at since its disk is full
   * @throws WorkbenchError also if it can only be looked at
   */
  async withWorkbench<Result>(
    use: (workbench: Workbench) => Result | Promise<Result>,
    onFullDisk?: (directory: string) => Result | Promise<Result>,
  ): Promise<Result> {
    const directory = this.workspaceDirectory()
    const isNew = !existsSync(workspaceFiles.database(directory))
    const workbench = this.open(directory, { as: 'the command line' })
    if (workbench.lookOnly?.reason === 'full' && onFullDisk !== undefined) {
      await workbench.close()
      return onFullDisk(directory)
    }
    try {
      workbench.refuseLookOnly()
      if (isNew && this.workspace.named) this.terminal.announce(`Made a new workspace in “${directory}”`)
      return await use(workbench)
    } finally {
      await workbench.close()
    }
  }

  /**
   * The same to look only: beside whoever works there, and where nothing can be written.
   * @throws WorkbenchError also if the user has named a folder that is no workspace
   */
  async looking<Result>(use: (workbench: Workbench) => Result | Promise<Result>): Promise<Result> {
    const directory = this.workspaceDirectory()
    const database = workspaceFiles.database(directory)
    if (this.workspace.named && !existsSync(database) && !existsSync(`${database}-wal`)) {
      throw new WorkbenchError('not-found', `There is no workspace in “${directory}”. Check --workspace; train makes a new one.`)
    }
    // Nobody is kept from working by somebody who looks. But what a dead program left, only whoever may work can put right.
    let workbench = this.open(directory, { as: 'the command line' })
    if (workbench.lookOnly === null) {
      await workbench.close()
      workbench = Workbench.open(directory, { look: true })
    }
    try {
      return await use(workbench)
    } finally {
      await workbench.close()
    }
  }

  /**
   * Absolute; it need not be one yet.
   * @throws WorkbenchError if a mistyped path would make folders where nobody expects them
   */
  workspaceDirectory(): string {
    const { path, named } = this.workspace
    if (!named || path === undefined) return usableDefaultDirectory()
    // An empty one is a shell variable that is not set, not the folder that the user happens to be in.
    if (path === '') throw new WorkbenchError('usage', '--workspace is empty. Name a folder, or leave it out.')
    const directory = this.path(path)
    refuseOrphan(directory)
    return directory
  }

  private open(directory: string, options: ClaimOptions): Workbench {
    try {
      return Workbench.open(directory, options)
    } catch (thrown) {
      const error = toWorkbenchError(thrown)
      const ofPlace = ['permission-denied', 'not-found', 'usage'].includes(error.code)
      if (!ofPlace || this.workspace.named || existsSync(workspaceFiles.database(directory))) throw error
      // The user has not chosen that place, and may not be able to change it.
      throw new WorkbenchError('permission-denied', `No workspace can be made in “${directory}”, the default. ${nameAnother}`, { cause: thrown })
    }
  }
}
