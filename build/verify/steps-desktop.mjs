import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execute, succeed, waitFor } from './commands.mjs'
import { must } from './report.mjs'
import { experiments, exportsExperiment } from './steps-command-line.mjs'
import { NAME } from './steps-install.mjs'

/** @typedef {import('./clean-root.mjs').CleanRoot} CleanRoot */
/** @typedef {import('./installed-window.mjs').InstalledWindow} InstalledWindow */

const TYPE = 'application/vnd.manifold-workbench.experiment'

/** What a desktop has that the package does not ask for: it knows types of files, and opens them. @param {CleanRoot} root */
export async function installDesktopTools(root) {
  const tools = ['shared-mime-info', 'desktop-file-utils', 'libglib2.0-bin']
  await root.asRoot(['apt-get', 'install', '--yes', '--quiet', ...tools])
  return tools.join(', ')
}

/** @param {CleanRoot} root @param {string} id @param {string} file */
export async function exportsForOpening(root, id, file) {
  await exportsExperiment(root, id, file)
  return knowsFileType(root, file)
}

/** Exported experiments are known by their name and by their content, and belong to the application. @param {CleanRoot} root @param {string} file exported */
async function knowsFileType(root, file) {
  await writeFile(root.home('named.manifold'), 'nothing of an experiment but its name\n')
  await copyFile(root.home(file), root.home('without-a-name'))
  for (const name of ['named.manifold', 'without-a-name', file]) {
    const { stdout, stderr } = await root.run(['gio', 'info', '--attributes=standard::content-type', name])
    must(stdout.includes(`standard::content-type: ${TYPE}`), `gio takes ${name} for ${stdout}${stderr}`)
  }
  const { stdout } = await root.run(['gio', 'mime', TYPE])
  must(new RegExp(`^Default application .*: ${NAME}\\.desktop$`, 'm').test(stdout), `gio opens them by ${stdout}`)
  return `${TYPE} by name and by content; its default is ${NAME}.desktop`
}

/** By a double click, which hands the file to the open window; it asks. @param {InstalledWindow} window @param {string} file */
export async function opensByDoubleClick(window, file) {
  const before = (await experiments(window.root)).length
  await saysNothingOf(window, file)
  const { code, stderr } = await execute(window.root.asUser(['gio', 'open', file], { display: window.screen.display }))
  must(code === 0, `gio open ended with ${code}: ${stderr}`)
  await asks(window, file)
  await waitFor('the end of the second start', 30, async () => ((await execute(['pgrep', '--full', file])).code === 1 ? true : null))
  must((await experiments(window.root)).length === before, 'it was imported without a question')
  // Cancel, then Import.
  await window.press('Tab', 'Return')
  await waitFor('the imported experiment', 30, async () => ((await experiments(window.root)).length === before + 1 ? true : null), 500)
  return 'gio open started the application, which asked, then imported'
}

/** A second start with a file hands it to the first, and ends; asked, the user does not want it. @param {InstalledWindow} window @param {string} file */
export async function opensByCommand(window, file) {
  const before = (await experiments(window.root)).length
  await saysNothingOf(window, file)
  const { code } = await execute(window.root.asUser([window.command, '--', file], { display: window.screen.display }))
  must(code === 0, `the second start ended with ${code}`)
  await asks(window, file)
  await window.press('Escape')
  await saysNothingOf(window, file)
  must((await experiments(window.root)).length === before, 'it was imported though that was not wanted')
  return 'the second start ended with 0, the window asked; refused, nothing was imported'
}

/** @param {InstalledWindow} window @param {string} file */
function asks(window, file) {
  return window.says(`the question whether to import ${file}`, (text) => text.includes(file))
}

/** Neither a question nor word of its import. @param {InstalledWindow} window @param {string} file */
function saysNothingOf(window, file) {
  return window.says(`a window that says nothing of ${file}`, (text) => !text.includes(file))
}

/** The window is found by its entry in the menu. @param {CleanRoot} root @param {InstalledWindow} window */
export async function hasWindowClass(root, window) {
  const said = await succeed(['xprop', '-id', window.id, 'WM_CLASS'], { env: window.screen.env })
  const names = [...said.matchAll(/"([^"]*)"/g)].map(([, name]) => name)
  const entry = await readFile(join(root.folder, 'usr/share/applications', `${NAME}.desktop`), 'utf8')
  const wanted = /^StartupWMClass=(.*)$/m.exec(entry)?.[1]
  must(names[1] === wanted, `the window’s class is ${names.join(', ')}, the entry’s ${wanted}`)
  return `${names.join(', ')}, as the entry in the menu says`
}
