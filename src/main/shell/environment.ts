import { join, resolve } from 'node:path'

/** Given to a window that is to look only. */
export const lookOnlySwitch = '--look-only'

const variable = 'MANIFOLD_WORKBENCH_WORKSPACE'

/**
 * The workspace named on the command line (`--workspace DIR` or `--workspace=DIR`) or by the environment, absolute;
 * null where neither names one.
 */
export function namedWorkspace(argv: readonly string[], environment: NodeJS.ProcessEnv): string | null {
  for (const [index, argument] of argv.entries()) {
    if (argument.startsWith('--workspace=')) return resolve(argument.slice('--workspace='.length))
    const next = argv[index + 1]
    if (argument === '--workspace' && next !== undefined) return resolve(next)
  }
  const value = environment[variable]
  return value === undefined || value === '' ? null : resolve(value)
}

/** Where Chromium keeps what it keeps: apart from the experiments, so that the workspace holds nothing but them. */
export function browserDirectory(workspace: string): string {
  return join(workspace, 'browser')
}
