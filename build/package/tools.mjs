import { SetupError } from '../setup/errors.mjs'
import { isOnPath, packageManager } from '../setup/package-manager.mjs'

/** Program → Debian's package of it. */
const PACKAGING = {
  strip: 'binutils',
  'dpkg-deb': 'dpkg',
  'dpkg-shlibdeps': 'dpkg-dev',
  tar: 'tar',
  gzip: 'gzip',
  git: 'git',
}
export const SIGNING = { gpg: 'gnupg', gpgconf: 'gpgconf', 'apt-ftparchive': 'apt-utils' }

/**
 * Before anything is made.
 * @param {NodeJS.ProcessEnv} environment
 * @param {Record<string, string>} [needed] program → Debian's package of it
 * @throws {SetupError} that names everything missing and the command that installs it
 */
export function requirePackagingTools(environment, needed = { ...PACKAGING, ...SIGNING }) {
  const missing = Object.entries(needed).filter(([program]) => !isOnPath(program, environment))
  if (missing.length === 0) return
  const manager = packageManager(environment)
  const packages = [...new Set(missing.map(([, name]) => name))]
  throw new SetupError(`missing on this machine: ${missing.map(([program]) => program).join(', ')}`, {
    advice:
      manager?.name === 'apt-get'
        ? `Install with: ${manager.installCommand(packages)}`
        : 'Packages for Debian are made on Debian or Ubuntu: use such a machine, or a container.',
  })
}
