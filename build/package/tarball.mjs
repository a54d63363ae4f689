import { chmod, copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { run } from '../setup/run.mjs'

/** Another package manager's. */
const LEFT_OUT = 'share/lintian'
/** Where what only the archive has lies in it: there is no package manager that would know what to remove. */
const PLACE = 'usr/share/manifold-workbench'

/**
 * The same tree without a package manager: unpacked anywhere, or as root over /usr/local.
 * @param {object} tarball
 * @param {string} tarball.root with `usr` in it
 * @param {string} tarball.output the file
 * @param {string} tarball.folder what it unpacks to
 * @param {number} tarball.level of gzip
 * @param {number} tarball.date seconds since 1970
 */
export async function makeTarball({ root, output, folder, level, date }) {
  const own = `${output}.own`
  try {
    const files = await placeUninstaller(own, join(root, 'usr'))
    const same = ['--sort=name', `--mtime=@${date}`, '--owner=0', '--group=0', '--numeric-owner', '--format=gnu']
    const what = [`--exclude=usr/${LEFT_OUT}`, `--transform=s,^usr,${folder},`, '-C', root, 'usr', '-C', own, ...files]
    const compress = `--use-compress-program=gzip -n -${level}`
    await run('tar', ['--create', `--file=${output}.new`, compress, ...same, ...what], {
      env: { ...process.env, LC_ALL: 'C' },
      what: 'packing the .tar.gz',
    })
    await rename(`${output}.new`, output)
  } finally {
    await rm(own, { recursive: true, force: true })
  }
}

/**
 * The script that removes what was unpacked, and the list of all that.
 * @param {string} folder made here
 * @param {string} tree what is unpacked
 * @returns {Promise<string[]>} their paths in the folder
 */
async function placeUninstaller(folder, tree) {
  const [script, list] = [`${PLACE}/uninstall.sh`, `${PLACE}/files`]
  await mkdir(join(folder, PLACE), { recursive: true })
  await copyFile(join(import.meta.dirname, 'linux/uninstall.sh'), join(folder, script))
  const own = [script, list].map((path) => path.slice('usr/'.length))
  await writeFile(join(folder, list), `${[...(await listed(tree)), ...own].sort().join('\n')}\n`)
  // Whoever packs, with whatever umask.
  await chmod(join(folder, script), 0o755)
  await chmod(join(folder, list), 0o644)
  return [list, script]
}

/** @param {string} tree @returns {Promise<string[]>} the paths of files and, with a slash behind them, of folders */
async function listed(tree) {
  const entries = await readdir(tree, { withFileTypes: true, recursive: true })
  return entries
    .map((entry) => `${join(entry.parentPath, entry.name).slice(tree.length + 1)}${entry.isDirectory() ? '/' : ''}`)
    .filter((path) => !path.startsWith(`${LEFT_OUT}/`))
}
