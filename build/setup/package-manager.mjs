import { existsSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

/** @typedef {'apt-get' | 'dnf' | 'pacman' | 'zypper' | 'brew'} ManagerName */

/** @type {Record<ManagerName, { arguments: string, asRoot: boolean }>} */
const MANAGERS = {
  'apt-get': { arguments: 'install -y', asRoot: true },
  dnf: { arguments: 'install -y', asRoot: true },
  pacman: { arguments: '-S --needed', asRoot: true },
  zypper: { arguments: 'install -y', asRoot: true },
  brew: { arguments: 'install', asRoot: false },
}

/**
 * The package manager of this machine, for the commands that set-up recommends.
 * @param {NodeJS.ProcessEnv} environment its PATH is searched
 * @param {boolean} [root]
 * @returns {{ name: ManagerName, installCommand(packages: string[]): string } | null}
 */
export function packageManager(environment, root = process.getuid?.() === 0) {
  const names = /** @type {ManagerName[]} */ (Object.keys(MANAGERS))
  const name = names.find((candidate) => isOnPath(candidate, environment))
  if (name === undefined) return null
  const manager = MANAGERS[name]
  const sudo = manager.asRoot && !root ? 'sudo ' : ''
  return { name, installCommand: (packages) => `${sudo}${name} ${manager.arguments} ${packages.join(' ')}` }
}

/** @param {string} command @param {NodeJS.ProcessEnv} environment */
export function isOnPath(command, environment) {
  return (environment.PATH ?? '').split(':').some((folder) => folder !== '' && existsSync(join(folder, command)))
}
