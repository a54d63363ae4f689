import { readFileSync } from 'node:fs'

/**
 * The release of Debian that this machine runs, of whose packages the clean root is made.
 * @param {string} [release] what /etc/os-release says
 * @returns {string | null} its codename; null: it is no Debian
 */
export function debianCodename(release = readFileSync('/etc/os-release', 'utf8')) {
  return /^ID=debian$/m.test(release) ? (/^VERSION_CODENAME=(.+)$/m.exec(release)?.[1] ?? null) : null
}
