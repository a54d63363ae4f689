import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { debianCopyright } from '../licences/debian-copyright.mjs'
import { READABLE, readLicences } from '../licences/licence-files.mjs'
import { ROOT } from '../setup/context.mjs'
import { appstreamReleases, debianChangelog, releasesOf } from './changelog.mjs'
import { commandLineGrammar } from './command-line-grammar.mjs'
import { manPage } from './man-page.mjs'
import { NAME, PACKAGE } from './names.mjs'

const SIZES = [16, 32, 48, 64, 128, 256, 512]

/**
 * Writes all that a Linux system knows the application by: the command, the entry in the menu, its icons, the type of
 * `.manifold` files, AppStream's description, the man page, copyright, the licences of the last build, changelog and AppArmor's
 * profile.
 * @param {string} folder that stands for the root of the file system
 * @param {{ version: string, maintainer: string, electron: string }} of the package; the version needs an entry in CHANGELOG.md,
 *   `electron` is the version that it runs on
 * @returns {Promise<string[]>} the paths written, relative to the folder
 */
export async function placeLinuxFiles(folder, { version, maintainer, electron }) {
  const releases = releasesOf(await readFile(join(ROOT, 'CHANGELOG.md'), 'utf8'))
  const release = releases.find((each) => each.version === version)
  if (release === undefined) throw new Error(`CHANGELOG.md has no entry of ${version}`)
  const program = await commandLineGrammar({ name: NAME, version, workspace: '~/.local/share/manifold-workbench' })
  const entry = (await source('manifold-workbench.desktop')).replace('@WINDOW_CLASS@', windowClass(electron))
  const built = join(ROOT, 'out')
  const copyright = debianCopyright(await source('copyright'), ROOT, readLicences(built))
  const licences = gzipSync(await readFile(join(built, READABLE)), { level: 9 })
  const metainfo = (await source('manifold-workbench.metainfo.xml')).replace('@RELEASES@', appstreamReleases(releases))
  /** @type {[string, string | Buffer, number?][]} */
  const files = [
    [`usr/bin/${NAME}`, await source('manifold-workbench.sh'), 0o755],
    [`usr/share/applications/${NAME}.desktop`, entry],
    [`usr/share/mime/packages/${NAME}.xml`, await source('manifold-workbench.xml')],
    ['usr/share/metainfo/io.github.manifold_workbench.ManifoldWorkbench.metainfo.xml', metainfo],
    [`usr/share/man/man1/${NAME}.1.gz`, gzipSync(manPage(program, { name: NAME, version, date: release.date }), { level: 9 })],
    [`usr/share/doc/${NAME}/copyright`, copyright],
    [`usr/share/doc/${NAME}/${READABLE}.gz`, licences],
    [`usr/share/doc/${NAME}/changelog.gz`, gzipSync(debianChangelog(releases, { name: NAME, maintainer }), { level: 9 })],
    [`usr/share/${NAME}/apparmor/${NAME}`, await source('manifold-workbench.apparmor')],
    [`usr/share/icons/hicolor/scalable/apps/${NAME}.svg`, await icon('icon.svg')],
  ]
  for (const size of SIZES) {
    files.push([`usr/share/icons/hicolor/${size}x${size}/apps/${NAME}.png`, await icon(`icon-${size}.png`)])
  }
  for (const [path, content, mode = 0o644] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content, { mode })
  }
  return files.map(([path]) => path)
}

/**
 * What X calls the class of the window, by which desktops find the window's entry in the menu: the name of the application, and
 * from Electron 43 on that of the entry (`desktopName` in package.json), as on Wayland. That came by Electron's change #51424; the
 * later releases of 41 and 42, to which it was taken back, are not used here.
 * @param {string} electron version
 */
export function windowClass(electron) {
  return Number.parseInt(electron, 10) < 43 ? PACKAGE.productName : NAME
}

/** @param {string} name */
function source(name) {
  return readFile(join(import.meta.dirname, 'linux', name), 'utf8')
}

/** @param {string} name */
function icon(name) {
  return readFile(join(ROOT, 'resources', 'icons', name))
}
