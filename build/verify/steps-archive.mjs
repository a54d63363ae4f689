import { join } from 'node:path'
import { PACKAGE, RELEASE, tarballName } from '../package/names.mjs'
import { succeed } from './commands.mjs'
import { MachineUser } from './machine-user.mjs'
import { must } from './report.mjs'
import { NAME } from './steps-install.mjs'
import { InstalledWindow, isSandboxed } from './steps-window.mjs'

const ARCHIVE = join(RELEASE, tarballName(PACKAGE.version))

/** @typedef {import('./clean-root.mjs').CleanRoot} CleanRoot */
/** @typedef {import('./screen.mjs').Screen} Screen */

/**
 * By root over /usr/local, where the libraries of the package that was removed are: the sandbox's helper is set-uid root there.
 * @param {CleanRoot} root @param {Screen} screen
 */
export async function unpackedOver(root, screen) {
  const place = join(root.folder, 'usr/local')
  await succeed(['tar', '--extract', '--gzip', '--same-permissions', `--file=${ARCHIVE}`, `--directory=${place}`, '--strip-components=1'])
  const mode = (await root.asRoot(['stat', '--format=%U %a', `/usr/local/lib/${NAME}/chrome-sandbox`])).trim()
  must(mode === 'root 4755', `chrome-sandbox is ${mode}`)
  return looksGood(root, screen, `/usr/local/bin/${NAME}`)
}

/**
 * By an ordinary user of the machine into a folder: there the sandbox needs user namespaces.
 * @param {string} folder @param {Screen} screen
 */
export async function unpackedAnywhere(folder, screen) {
  const user = new MachineUser(folder)
  const { code, stderr } = await user.run(['tar', '--extract', '--gzip', `--file=${ARCHIVE}`, '--strip-components=1'])
  must(code === 0, `it cannot be unpacked: ${stderr}`)
  return looksGood(user, screen, join(folder, 'bin', NAME))
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
    await new Promise((resolve) => setTimeout(resolve, 2000))
    const sandbox = await isSandboxed(window)
    const quit = await window.quit()
    must(quit === 0, `the window quit with ${quit}`)
    return `trains, opens and quits; ${sandbox}`
  } finally {
    window.kill()
  }
}
