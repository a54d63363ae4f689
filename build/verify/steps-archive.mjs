import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PACKAGE, RELEASE, tarballName } from '../package/names.mjs'
import { execute, succeed } from './commands.mjs'
import { InstalledWindow } from './installed-window.mjs'
import { MachineUser } from './machine-user.mjs'
import { must } from './report.mjs'
import { NAME } from './steps-install.mjs'
import { isSandboxed } from './steps-sandbox.mjs'

const ARCHIVE = join(RELEASE, tarballName(PACKAGE.version))

/** @typedef {import('./clean-root.mjs').CleanRoot} CleanRoot */
/** @typedef {import('./screen.mjs').Screen} Screen */

/**
 * By root over /usr/local, where the libraries of the package that was removed are: the sandbox's helper is set-uid root there.
 * As docs/PACKAGE.md tells users to, and away again.
 * @param {CleanRoot} root @param {Screen} screen
 */
export async function unpackedOver(root, screen) {
  const place = join(root.folder, 'usr/local')
  const before = await treeOf(place)
  await succeed(['tar', '--extract', '--gzip', '--same-permissions', `--file=${ARCHIVE}`, `--directory=${place}`, '--strip-components=1'])
  await root.asRoot(['update-mime-database', '/usr/local/share/mime'])
  await root.asRoot(['update-desktop-database', '/usr/local/share/applications'])
  const mode = (await root.asRoot(['stat', '--format=%U %a', `/usr/local/lib/${NAME}/chrome-sandbox`])).trim()
  must(mode === 'root 4755', `chrome-sandbox is ${mode}`)
  const seen = await looksGood(root, screen, `/usr/local/bin/${NAME}`)
  await root.asRoot(['sh', `/usr/local/share/${NAME}/uninstall.sh`])
  must((await treeOf(place)) === before, `removed, /usr/local is not what it was: ${await treeOf(place)}`)
  return `${seen}; removed, /usr/local is as it was`
}

/**
 * By an ordinary user of the machine into a folder: there the sandbox needs user namespaces.
 * @param {string} home made @param {Screen} screen
 */
export async function unpackedAnywhere(home, screen) {
  const user = new MachineUser(home)
  const place = join(home, 'unpacked')
  const { code, stderr } = await user.run(['sh', '-c', 'mkdir "$1" && tar --extract --gzip --file="$2" --directory="$1" --strip-components=1', 'sh', place, ARCHIVE])
  must(code === 0, `it cannot be unpacked: ${stderr}`)
  const command = join(place, 'bin', NAME)
  const seen = await looksGood(user, screen, command)
  await saysWhatToDo(user, command)
  const removed = await user.run(['sh', join(place, 'share', NAME, 'uninstall.sh')])
  must(removed.code === 0 && !existsSync(place), `it does not remove itself: ${removed.stdout}${removed.stderr}`)
  must(existsSync(user.home('.local/share/manifold-workbench/workbench.sqlite')), 'the user’s workspace is gone')
  return `${seen}; without user namespaces it says what to do; removed, nothing of it is left but the workspace`
}

/**
 * Where the system allows no user namespaces: so it looks to this one start. The setting itself is the machine's.
 * @param {MachineUser} user @param {string} command
 */
async function saysWhatToDo(user, command) {
  const none = user.home('none')
  await writeFile(none, '0\n')
  const script = 'mount --bind "$1" /proc/sys/user/max_user_namespaces && shift && exec "$@"'
  const { code, stdout, stderr } = await execute(['unshare', '--mount', 'sh', '-c', script, 'sh', none, ...user.asUser([command, 'list'])])
  must(code === 1 && stdout === '' && /sudo chown root:root .* && sudo chmod 4755 /.test(stderr), `without user namespaces: ${code} ${stdout}${stderr}`)
  await rm(none)
}

/** Every file, folder and link with what it holds. @param {string} folder */
function treeOf(folder) {
  return succeed(['sh', '-c', 'cd "$1" && find . -printf "%p %y %m %U %l\\n" | sort && find . -type f -print0 | sort -z | xargs -0r sha256sum', 'sh', folder])
}

/** @param {CleanRoot | MachineUser} user @param {Screen} screen @param {string} command */
async function looksGood(user, screen, command) {
  const { code, stdout, stderr } = await user.run([command, '--version'])
  must(code === 0 && stdout === `${PACKAGE.version}\n`, `--version: ${code} ${stdout}${stderr}`)
  const trained = await user.run([command, 'train', '--epochs', '1', '--name', 'Unpacked'])
  must(trained.code === 0, `training ended with ${trained.code}: ${trained.stderr}`)
  const window = new InstalledWindow(user, screen, command)
  try {
    await window.open()
    const sandbox = await isSandboxed(window)
    const quit = await window.quit()
    must(quit === 0, `the window quit with ${quit}`)
    return `trains, opens and quits; ${sandbox}`
  } finally {
    window.kill()
  }
}
