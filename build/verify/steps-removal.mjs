import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { succeed } from './commands.mjs'
import { must } from './report.mjs'
import { filesOf, NAME } from './steps-install.mjs'

/**
 * Everything of the package goes, everything of the user's stays.
 * @param {import('./clean-root.mjs').CleanRoot} root
 */
export async function purge(root) {
  const files = await filesOf(root)
  const data = await digest(root)
  await root.asRoot(['apt-get', 'purge', '--yes', '--quiet', NAME])
  const left = []
  for (const file of files) {
    const status = await lstat(join(root.folder, file)).catch(() => null)
    // Folders that Debian's own packages share.
    if (status !== null && (!status.isDirectory() || file.includes(NAME))) left.push(file)
  }
  const named = await succeed(['find', ...['etc', 'opt', 'root', 'usr', 'var'].map((folder) => join(root.folder, folder)), '-xdev', '-iname', '*manifold*'])
  // What apt was told, and has downloaded, is apt's.
  const others = named.split('\n').filter((path) => path !== '' && !/\/(apt|keyrings)\//.test(path))
  must(left.length + others.length === 0, `left behind: ${[...left, ...others].join(', ')}`)
  must((await digest(root)) === data, 'the user’s workspace has changed')
  return `${files.length} entries gone, nothing of the name left, the user’s workspace as it was`
}

/** The user's experiments, byte for byte. @param {import('./clean-root.mjs').CleanRoot} root */
export async function digest(root) {
  const folder = root.home('.local/share/manifold-workbench')
  return succeed(['sh', '-c', 'cd "$1" && find . -type f -not -path "./browser/*" -print0 | sort -z | xargs -0 sha256sum', 'sh', folder])
}
