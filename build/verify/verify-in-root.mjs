import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { debName, NAME, PACKAGE, RELEASE } from '../package/names.mjs'
import { CleanRoot } from './clean-root.mjs'
import { makeOlderVersion, ONLY_OLDER } from './older-version.mjs'
import { placeOlderWorkspace, readsOlderWorkspace } from './older-workspace.mjs'
import { must, Report } from './report.mjs'
import { Screen } from './screen.mjs'
import { isShipped, profileComesWithParser } from './steps-apparmor.mjs'
import { exitCodes, experiments, exportsGifs, noNode, refusesRoot, tellsVersion, trains } from './steps-command-line.mjs'
import { exportsForOpening, hasWindowClass, installDesktopTools, opensByCommand, opensByDoubleClick } from './steps-desktop.mjs'
import { desktopFiles, install, installedVersion, libraries, lintian, nameSource, refusedWithoutKey, sandboxed, unchanged } from './steps-install.mjs'
import { builtAgain, packedCommit } from './steps-again.mjs'
import { unpackedAnywhere, unpackedOver } from './steps-archive.mjs'
import { digest, purge, remove } from './steps-removal.mjs'
import { releaseIsSigned } from './steps-signatures.mjs'
import {
  about,
  InstalledWindow,
  isSandboxed,
  isUpgradedUnder,
  logIsClean,
  opensBesideOthers,
  opensFirst,
  opensInTime,
  trainsInWindow,
} from './steps-window.mjs'

const EPOCHS = 4
const REPOSITORY = '/srv/repository'
const OLDER = '/srv/older'
/** What the user exports, and opens. */
const FILE = 'a run.manifold'
/** Milliseconds until the window can be seen. */
const WINDOW_BUDGET = 1500

/**
 * All that is looked at, in the order of a user's life with the package. To be called in a mount namespace of its own.
 * @param {string} folder empty
 * @returns {Promise<number>} the exit code
 */
export async function verifyInRoot(folder) {
  const report = new Report()
  await report.all(() => lookAtEverything(report, folder))
  process.stdout.write(`\n${report.table()}\n\n${report.summary()}\n`)
  return report.failures === 0 ? 0 : 1
}

/** @param {Report} report @param {string} folder */
async function lookAtEverything(report, folder) {
  const deb = join(RELEASE, debName(PACKAGE.version))
  const root = new CleanRoot(join(folder, 'root'))
  await report.check('commit', packedCommit)
  await report.check('signatures', () => releaseIsSigned(RELEASE))
  await report.need('clean root', () => root.make())
  await report.need('older version', async () => {
    const older = { deb, folder: join(folder, 'older'), keyring: join(folder, 'older.asc') }
    const version = await makeOlderVersion(older)
    await root.show(older.folder, OLDER)
    await root.show(join(RELEASE, 'repository'), REPOSITORY)
    return `${version}: the same application, one file more, another AppArmor profile`
  })
  await report.check('apt without the key', () => refusedWithoutKey(root, REPOSITORY))
  await report.need('apt installs the older', async () => {
    await nameSource(root, { path: OLDER, keyring: join(folder, 'older.asc') })
    return install(root)
  })
  await report.check('AppArmor profile', () => profileComesWithParser(root, folder))
  await report.check('trained with the older', () => trains(root, EPOCHS))
  await report.need('older workspace', () => placeOlderWorkspace(root))
  await report.need('apt upgrades', () => upgrade(root))
  await report.check('older workspace read', () => readsOlderWorkspace(root))
  await report.need('desktop’s tools', () => installDesktopTools(root))
  await lookAtFiles(report, root)
  await lookAtCommandLine(report, root)
  await lookAtWindow(report, root)
  await report.check('removed', () => remove(root))
  await report.check('purged', () => purge(root))
  await lookAtArchive(report, root, folder)
  // Last, since they take minutes and all of the machine.
  await report.check('built again', () => builtAgain(join(folder, 'again')))
  await report.check('lintian', () => lintian(deb, folder))
}

/** @param {CleanRoot} root */
async function upgrade(root) {
  const [from, before] = [await installedVersion(root), await digest(root)]
  await nameSource(root, { path: REPOSITORY, keyring: join(RELEASE, `${NAME}.asc`) })
  await root.asRoot(['apt-get', 'update'])
  await root.asRoot(['apt-get', 'upgrade', '--yes', '--quiet'])
  const to = await installedVersion(root)
  must(to === PACKAGE.version, `${to} is installed`)
  must((await digest(root)) === before, 'the user’s workspace has changed')
  must((await experiments(root)).length === 1, 'the experiment is gone')
  must(!existsSync(join(root.folder, ONLY_OLDER)), `${ONLY_OLDER} is still there`)
  must(await isShipped(root), 'the AppArmor profile is still the older one')
  return `${from} → ${to}: what only the older had is gone, the profile is the newer; the workspace is as it was, its experiment is listed`
}

/** @param {Report} report @param {CleanRoot} root */
async function lookAtFiles(report, root) {
  await report.check('files', () => unchanged(root))
  await report.check('libraries', () => libraries(root))
  await report.check('sandbox', () => sandboxed(root))
  await report.check('desktop files', () => desktopFiles(root))
}

/** @param {Report} report @param {CleanRoot} root */
async function lookAtCommandLine(report, root) {
  await report.check('--version, no display, no network', () => tellsVersion(root, PACKAGE.version))
  await report.check('exit codes', () => exitCodes(root))
  await report.check('root', () => refusesRoot(root))
  await report.check('fuses', () => noNode(root))
}

/** The .tar.gz, as root unpacks it, and as anybody does. @param {Report} report @param {CleanRoot} root @param {string} folder */
async function lookAtArchive(report, root, folder) {
  const screen = await Screen.start()
  try {
    await report.check('.tar.gz over /usr/local', () => unpackedOver(root, screen))
    await report.check('.tar.gz in a folder', () => unpackedAnywhere(join(folder, 'unpacked'), screen))
  } finally {
    screen.stop()
  }
}

/** @param {Report} report @param {CleanRoot} root */
async function lookAtWindow(report, root) {
  const screen = await Screen.start()
  const window = new InstalledWindow(root, screen)
  const pictures = join(RELEASE, '..', 'verify')
  await mkdir(pictures, { recursive: true })
  const picture = (/** @type {string} */ name) => screen.picture(join(pictures, `${name}.png`))
  try {
    await root.share('/tmp/.X11-unix', '/tmp/.X11-unix')
    await report.check('first window', () => opensFirst(window))
    await report.check('window visible, offline', () => opensInTime(window, WINDOW_BUDGET))
    await report.check('window beside other work', () => opensBesideOthers(window))
    await report.need('window open', async () => `after ${(await window.open()).toFixed(0)} ms`)
    await new Promise((resolve) => setTimeout(resolve, 2000))
    await report.check('sandbox of the window', () => isSandboxed(window))
    await report.check('window’s class', () => hasWindowClass(root, window))
    await report.check('training in the window', () => trainsInWindow(window))
    await picture('observe')
    const id = String((await experiments(root))[0]?.experiment)
    await report.check('GIFs', () => exportsGifs(root, id, EPOCHS))
    await report.need('updated under the window', () => isUpgradedUnder(root, window))
    await report.check('About', () => about(window, PACKAGE.version))
    await report.need('type of .manifold files', () => exportsForOpening(root, id, FILE))
    await report.check('.manifold file, double click', () => opensByDoubleClick(window, FILE))
    await report.check('.manifold file, command', () => opensByCommand(window, FILE))
    await picture('imported')
    await report.check('quit', async () => {
      const code = await window.quit()
      must(code === 0, `${code}`)
      return 'exit code 0'
    })
    await report.check('log', () => logIsClean(root))
  } finally {
    window.kill()
    screen.stop()
  }
}
