import { join } from 'node:path'
import process from 'node:process'
import { debName, PACKAGE, RELEASE } from '../package/names.mjs'
import { CleanRoot } from './clean-root.mjs'
import { lookAtWindow } from './look-at-window.mjs'
import { makeOlderVersion } from './older-version.mjs'
import { placeOlderWorkspace, readsOlderWorkspace } from './older-workspace.mjs'
import { Report } from './report.mjs'
import { Screen } from './screen.mjs'
import { builtAgain, packedCommit } from './steps-again.mjs'
import { profileComesWithParser } from './steps-apparmor.mjs'
import { unpackedAnywhere, unpackedOver } from './steps-archive.mjs'
import { exitCodes, knowsRoot, noNode, tellsVersion, trains } from './steps-command-line.mjs'
import { installDesktopTools } from './steps-desktop.mjs'
import { desktopFiles, install, libraries, lintian, nameSource, refusedWithoutKey, sandboxed, unchanged } from './steps-install.mjs'
import { purge, remove } from './steps-removal.mjs'
import { releaseIsSigned } from './steps-signatures.mjs'
import { upgrades } from './steps-upgrade.mjs'

const EPOCHS = 4
const REPOSITORY = '/srv/repository'
const OLDER = '/srv/older'

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
  await report.need('apt upgrades', () => upgrades(root, REPOSITORY))
  await report.check('older workspace read', () => readsOlderWorkspace(root))
  await report.need('desktop’s tools', () => installDesktopTools(root))
  await lookAtFiles(report, root)
  await lookAtCommandLine(report, root)
  await lookAtWindow(report, root, EPOCHS)
  await report.check('removed', () => remove(root))
  await report.check('purged', () => purge(root))
  await lookAtArchive(report, root, folder)
  // Last, since they take minutes and all of the machine.
  await report.check('built again', () => builtAgain(join(folder, 'again')))
  await report.check('lintian', () => lintian(deb, folder))
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
  await report.check('root', () => knowsRoot(root))
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
