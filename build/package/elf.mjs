/* Programs and libraries of Linux: found by their first bytes, and freed of symbols that only a debugger reads. */
import { chmod, copyFile, lstat, open, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '../setup/run.mjs'

const MAGIC = Buffer.from([0x7f, 0x45, 0x4c, 0x46])

/** @param {string} file */
async function isElf(file) {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(MAGIC.length), 0, MAGIC.length, 0)
    return bytesRead === MAGIC.length && buffer.equals(MAGIC)
  } finally {
    await handle.close()
  }
}

/** @param {string} folder @returns {Promise<string[]>} every ELF file below it, sorted */
export async function elfFiles(folder) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const found = await Promise.all(files.map(async (file) => ((await isElf(file)) ? file : null)))
  return found.filter((file) => file !== null).sort()
}

/**
 * Each is stripped into a file of its own that then takes its place: where it was a hard link into the cache of set-up, the
 * cache stays as it is.
 * @param {string} folder
 */
export async function stripAll(folder) {
  for (const file of await elfFiles(folder)) {
    const { mode } = await lstat(file)
    await copyFile(file, `${file}.stripped`)
    await run('strip', ['--strip-unneeded', `${file}.stripped`], { what: `stripping ${file}` })
    await chmod(`${file}.stripped`, mode)
    await rename(`${file}.stripped`, file)
  }
}
