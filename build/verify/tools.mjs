import { isOnPath } from '../setup/package-manager.mjs'

/** What the verification runs on the machine → Debian's package of it. What every Debian has is not among it. */
export const TOOLS = {
  'apt-ftparchive': 'apt-utils',
  'apt-get': 'apt',
  appstreamcli: 'appstream',
  chrt: 'util-linux',
  debootstrap: 'debootstrap',
  'desktop-file-validate': 'desktop-file-utils',
  'dpkg-deb': 'dpkg',
  git: 'git',
  gpg: 'gnupg',
  gpgconf: 'gpgconf',
  import: 'imagemagick',
  lintian: 'lintian',
  man: 'man-db',
  mount: 'mount',
  pgrep: 'procps',
  setpriv: 'util-linux',
  unshare: 'util-linux',
  xclip: 'xclip',
  xdotool: 'xdotool',
  xprop: 'x11-utils',
  Xvfb: 'xvfb',
}

/** @param {NodeJS.ProcessEnv} environment @returns {string | null} what is missing, and the command that installs it */
export function missingTools(environment) {
  const missing = Object.entries(TOOLS).filter(([program]) => !isOnPath(program, environment))
  if (missing.length === 0) return null
  const packages = [...new Set(missing.map(([, name]) => name))]
  return `${missing.map(([program]) => program).join(', ')} missing: apt-get install ${packages.join(' ')}`
}
