import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Program } from './launch.ts'

const root = resolve(import.meta.dirname, '../../..')
/** Nobody: who owns nothing. */
const user = 65534
const become = ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--clear-groups']

/** Whether the application can be started as a user for whom Chromium's sandbox works: by root, for one who may have namespaces. */
export const canBecomeOrdinary = (() => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  try {
    execFileSync('unshare', ['--mount', ...become, 'unshare', '--user', '--pid', '--fork', 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

/**
 * The built application, started by root as an ordinary user. That user sees the checkout at a place that anybody can reach, wherever it
 * lies.
 * @param folder where all of that is put, and the workspace
 */
export function asOrdinaryUser(folder: string): { program: Program; workspace: string } {
  chmodSync(folder, 0o755)
  const [place, home, launcher] = [join(folder, 'checkout'), join(folder, 'home'), join(folder, 'launch.sh')]
  mkdirSync(place)
  mkdirSync(home)
  writeFileSync(launcher, launcherScript(place), { mode: 0o755 })
  const environment: Record<string, string> = { HOME: home, TMPDIR: home }
  const authority = process.env.XAUTHORITY
  if (authority !== undefined) {
    environment.XAUTHORITY = join(home, 'Xauthority')
    copyFileSync(authority, environment.XAUTHORITY)
    chownSync(environment.XAUTHORITY, user, user)
  }
  chownSync(home, user, user)
  const workspace = join(home, 'workspace')
  return { program: { executable: launcher, args: [place, '--workspace', workspace], environment }, workspace }
}

/** What becomes the application, under the number of the process that is started. */
function launcherScript(place: string): string {
  const electron = join(place, 'node_modules/electron/dist/electron')
  return `#!/bin/sh
# Whoever drives Electron as root switches the sandbox off.
for argument do
  shift
  [ "$argument" = --no-sandbox ] || set -- "$@" "$argument"
done
exec unshare --mount --propagation private sh -c '
  mount --bind "$1" "$2" && shift 2 && exec "$@"
' sh '${root}' '${place}' ${become.join(' ')} '${electron}' "$@"
`
}
