import { chmod, copyFile, cp, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { placeLinuxFiles } from './linux-files.mjs'
import { APPLICATION, MAINTAINER, NAME, PACKAGE, STAGE } from './names.mjs'
import { packedElectronVersion } from './runtime.mjs'

const DEBIAN = join(import.meta.dirname, 'debian')

/**
 * Lays out what is installed, below dist/stage, with modes that depend on nothing but this: whoever builds, with whatever umask.
 * @returns {Promise<string>} the folder
 */
export async function stage() {
  await rm(STAGE, { recursive: true, force: true })
  const home = join(STAGE, 'usr/lib', NAME)
  await mkdir(home, { recursive: true })
  await cp(APPLICATION, home, { recursive: true })
  await placeLinuxFiles(STAGE, { version: PACKAGE.version, maintainer: MAINTAINER, electron: await packedElectronVersion() })
  const overrides = join(STAGE, 'usr/share/lintian/overrides')
  await mkdir(overrides, { recursive: true })
  await copyFile(join(DEBIAN, 'lintian-overrides'), join(overrides, NAME))
  await setModes(STAGE)
  return STAGE
}

/** @param {string} root */
async function setModes(root) {
  await chmod(root, 0o755)
  for (const entry of await readdir(root, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory()) await chmod(path, 0o755)
    else if (entry.isFile()) await chmod(path, modeOf(path.slice(root.length + 1)))
  }
}

/** @param {string} path within the tree */
function modeOf(path) {
  const [, folder, program, below] = /^usr\/(bin|lib\/manifold-workbench)\/([^/]+)(\/.*)?$/.exec(path) ?? []
  if (below !== undefined || program === undefined) return 0o644
  // Chromium's helper becomes root where user namespaces are closed; dpkg-deb gives it to root.
  if (program === 'chrome-sandbox') return 0o4755
  // Libraries are data to a file system.
  return folder === 'bin' || program === NAME ? 0o755 : 0o644
}

/** @returns {Promise<{ scripts: Record<string, string>, triggers: string }>} what the package does beside being unpacked, and when */
export async function maintainerScripts() {
  const read = (/** @type {string} */ name) => readFile(join(DEBIAN, name), 'utf8')
  return { scripts: { postinst: await read('postinst'), postrm: await read('postrm') }, triggers: await read('triggers') }
}
