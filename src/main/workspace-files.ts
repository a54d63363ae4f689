import { join } from 'node:path'

/** Where things lie in a workspace. */
export const workspaceFiles = {
  database: (workspace: string) => join(workspace, 'workbench.sqlite'),
  /** What happened in the application: starts, runs, errors. */
  log: (workspace: string) => join(workspace, 'workbench.log'),
  /** TensorBoard event files of one experiment. */
  logs: (workspace: string, experimentId: string) => join(workspace, 'logs', experimentId),
  /** The same of one that was deleted and can be restored: away from `logs/`, whose runs TensorBoard shows. */
  deletedLogs: (workspace: string, experimentId: string) => join(workspace, 'logs-deleted', experimentId),
  /** What the command line writes when it is not told where. */
  exports: (workspace: string, experimentId: string) => join(workspace, 'exports', experimentId),
  /** Where imports and copies are made that a kill leaves half done. */
  withUnfinished: (workspace: string) => [workspace, join(workspace, 'datasets')],
}
