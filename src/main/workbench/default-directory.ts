import { existsSync } from 'node:fs'
import { homedir, userInfo } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { WorkbenchError } from '../../shared/errors.ts'

interface Surroundings {
  platform: NodeJS.Platform
  environment: Partial<Record<string, string>>
  /** null: the user has none. */
  home: string | null
}

/** What to do where there is no place for a workspace that nobody has named. */
export const nameAnother = 'Name a workspace with --workspace DIR, or by the variable MANIFOLD_WORKBENCH_WORKSPACE.'

/**
 * Where the workspace lies when none is named: the platform's place for a user's application data. The window and the
 * command line both ask here, so that they show the same experiments.
 * @throws WorkbenchError if the user has no home folder, as on a server or in a container it can be
 */
export function defaultWorkspaceDirectory(surroundings?: Surroundings): string {
  const { platform, environment, home } = surroundings ?? { platform: process.platform, environment: process.env, home: homeFolder() }
  const below = (...parts: string[]) => {
    if (home !== null) return join(home, ...parts)
    throw new WorkbenchError('usage', `This user has no home folder, so there is no place for a workspace by default. ${nameAnother}`)
  }
  switch (platform) {
    case 'win32':
      return join(environment.APPDATA ?? below('AppData', 'Roaming'), 'Manifold Workbench')
    case 'darwin':
      return below('Library', 'Application Support', 'Manifold Workbench')
    default: {
      // The XDG base directory specification: relative paths and empty ones count as not set.
      const data = environment.XDG_DATA_HOME ?? ''
      return join(data.startsWith('/') ? data : below('.local', 'share'), 'manifold-workbench')
    }
  }
}

/** The same, where it can be made. @throws WorkbenchError also if the home folder is not there, which nobody expects to be made */
export function usableDefaultDirectory(): string {
  const directory = defaultWorkspaceDirectory()
  const home = homeFolder()
  if (home !== null && directory.startsWith(home) && !existsSync(home)) {
    throw new WorkbenchError('not-found', `Your home folder “${home}” does not exist, so no workspace can be made in it. ${nameAnother}`)
  }
  return directory
}

/** null: HOME names none, and the user is not in the list of users either. */
function homeFolder(): string | null {
  for (const find of [homedir, () => userInfo().homedir]) {
    try {
      const home = find()
      if (isAbsolute(home)) return home
    } catch {
      // A number without a name.
    }
  }
  return null
}
