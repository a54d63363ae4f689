import { homedir } from 'node:os'
import { join } from 'node:path'

interface Surroundings {
  platform: NodeJS.Platform
  environment: Partial<Record<string, string>>
  home: string
}

/**
 * Where the workspace lies when none is named: the platform's place for a user's application data. The window and the
 * command line both ask here, so that they show the same experiments.
 */
export function defaultWorkspaceDirectory(surroundings?: Surroundings): string {
  const { platform, environment, home } = surroundings ?? {
    platform: process.platform,
    environment: process.env,
    home: homedir(),
  }
  switch (platform) {
    case 'win32':
      return join(environment.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Manifold Workbench')
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Manifold Workbench')
    default: {
      // The XDG base directory specification: relative paths and empty ones count as not set.
      const data = environment.XDG_DATA_HOME ?? ''
      return join(data.startsWith('/') ? data : join(home, '.local', 'share'), 'manifold-workbench')
    }
  }
}
