import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { sha256OfFile } from '../setup/digest.mjs'

/** For `sha256sum --check`, in the files' own folder. @param {string} folder @param {string[]} files @returns {Promise<string>} */
export async function writeChecksums(folder, files) {
  const lines = await Promise.all(files.map(async (file) => `${await sha256OfFile(file)}  ${basename(file)}\n`))
  const output = join(folder, 'SHA256SUMS')
  await writeFile(output, lines.join(''))
  return output
}
