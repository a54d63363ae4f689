import { existsSync } from 'node:fs'
import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { succeed } from './commands.mjs'
import { must } from './report.mjs'
import { filesOf, NAME } from './steps-install.mjs'

/** @typedef {import('./clean-root.mjs').CleanRoot} CleanRoot */

/** Removed, not purged: nothing of the package is there any more, everything of the user's is. @param {CleanRoot} root */
export async function remove(root) {
  const files = await filesOf(root)
  const data = await digest(root)
  await root.asRoot(['apt-get', 'remove', '--yes', '--quiet', NAME])
  const left = await leftOf(root, files)
  must(left.length === 0, `left behind: ${left.join(', ')}`)
  must(!existsSync(join(root.folder, 'etc/apparmor.d', NAME)), 'the AppArmor profile is still there')
  must((await digest(root)) === data, 'the user’s workspace has changed')
  return `${files.length} entries and the AppArmor profile gone, the user’s workspace as it was`
}

/**
 * Nothing of the name is left in all of the root but what is the user's, apt's, or was placed by this verification.
 * @param {CleanRoot} root
 */
export async function purge(root) {
  const data = await digest(root)
  await root.asRoot(['apt-get', 'purge', '--yes', '--quiet', NAME])
  const known = await statusOf(root)
  must(known === '', `dpkg still knows it: ${known}`)
  const named = await succeed(['find', root.folder, '-xdev', '-iname', '*manifold*', '-printf', '/%P\\n'])
  const left = named.split('\n').filter((path) => path !== '' && !OTHERS.some((pattern) => pattern.test(path)))
  must(left.length === 0, `left behind: ${left.join(', ')}`)
  must((await digest(root)) === data, 'the user’s workspace has changed')
  return 'nothing of the name left in all of the root, the user’s workspace as it was'
}

const OTHERS = [
  // What apt was told, and has downloaded.
  /^\/etc\/apt\/(keyrings|sources\.list\.d)\/manifold-workbench\.(asc|sources)$/,
  /^\/var\/(lib\/apt\/lists|cache\/apt\/archives)\//,
  // What the machine shows in there.
  /^\/srv\//,
  // The workspace, and what the user has exported from it.
  /^\/home\/someone\/\.local\/share\/manifold-workbench(\/|$)/,
  /^\/home\/someone\/(manifold\.gif|named\.manifold|a run\.manifold)$/,
]

/** @param {CleanRoot} root @param {string[]} files of the package @returns {Promise<string[]>} what of them is still there */
async function leftOf(root, files) {
  const left = []
  for (const file of files) {
    const status = await lstat(join(root.folder, file)).catch(() => null)
    // Folders that Debian's own packages share.
    if (status !== null && (!status.isDirectory() || file.includes(NAME))) left.push(file)
  }
  return left
}

/** @param {CleanRoot} root @returns {Promise<string>} what dpkg says of the package; nothing where it does not know it */
function statusOf(root) {
  return root.asRoot(['sh', '-c', `dpkg-query --show --showformat='\${Status}' ${NAME} 2> /dev/null || true`])
}

/** The user's experiments, byte for byte. @param {CleanRoot} root */
export async function digest(root) {
  const folder = root.home('.local/share/manifold-workbench')
  return succeed(['sh', '-c', 'cd "$1" && find . -type f -not -path "./browser/*" -print0 | sort -z | xargs -0 sha256sum', 'sh', folder])
}
