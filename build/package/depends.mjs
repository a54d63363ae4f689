import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ROOT } from '../setup/context.mjs'
import { sha256, sha256OfFile } from '../setup/digest.mjs'
import { run } from '../setup/run.mjs'
import { elfFiles } from './elf.mjs'
import { NAME } from './names.mjs'

/** Got new names with the 64-bit time type, in Debian 13 and Ubuntu 24.04; either serves. */
const RENAMED = [
  ...['libasound2', 'libatk-bridge2.0-0', 'libatk1.0-0', 'libatspi2.0-0', 'libcups2', 'libglib2.0-0', 'libgtk-3-0'],
]

/** Chromium loads it while it runs, so nothing is linked with it; without it a window crashes at once. */
const LOADED_LATER = ['libx11-xcb1']

const MEMORY = join(ROOT, '.setup', 'depends.json')
const INSTALLED = '/var/lib/dpkg/status'

/**
 * The packages whose libraries the programs below a folder are linked with, by Debian's own tool. It takes minutes,
 * mostly for TensorFlow, so what it said is kept for the same programs on the same system.
 * @param {string} root
 * @returns {Promise<string>} as for `Depends`
 */
export async function depends(root) {
  const files = await elfFiles(root)
  const key = sha256((await Promise.all([...files, INSTALLED].map(sha256OfFile))).join())
  const last = JSON.parse(await readFile(MEMORY, 'utf8').catch(() => '{}'))
  if (last.key === key) return last.depends
  const found = await lookUp(root, files)
  await writeFile(MEMORY, JSON.stringify({ key, depends: found }))
  return found
}

/** @param {string} root @param {string[]} files */
async function lookUp(root, files) {
  const scratch = await mkdtemp(join(tmpdir(), 'manifold-workbench-depends-'))
  try {
    await mkdir(join(scratch, 'debian'))
    await writeFile(join(scratch, 'debian/control'), `Source: ${NAME}\n\nPackage: ${NAME}\nArchitecture: amd64\n`)
    // By these it knows the package's own libraries, and asks for no package that has them.
    await mkdir(join(root, 'DEBIAN'), { recursive: true })
    const own = [`-S${root}`, ...[...new Set(files.map((file) => dirname(file)))].map((folder) => `-l${folder}`)]
    const found = await run('dpkg-shlibdeps', ['-O', '--warnings=0', ...own, ...files.map((file) => `-e${file}`)], {
      cwd: scratch,
      what: 'looking up the libraries that the package depends on',
    })
    return withBothNames([/^shlibs:Depends=(.*)$/m.exec(found)?.[1] ?? '', ...LOADED_LATER].join(', '))
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** @param {string} list */
export function withBothNames(list) {
  return list
    .split(', ')
    .map((entry) => {
      const [name = '', ...version] = entry.split(' ')
      return RENAMED.includes(name) ? `${[`${name}t64`, ...version].join(' ')} | ${entry}` : entry
    })
    .join(', ')
}
