import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { minify } from 'vite'
import { ROOT } from '../setup/context.mjs'
import { TFJS_MAINS, TFJS_MESSAGES } from './contents.mjs'

/** Relative to the root, as electron-builder wants it; laid out as the packages in node_modules/@tensorflow are. */
export const MINIFIED = 'dist/minified'

/**
 * tfjs minifies only what it makes for browsers; its bundles for Node take 7 MB, more than twice what they need to. The shape of
 * statements stays: Node reads the names that a CommonJS module exports from its text.
 */
export async function writeMinified() {
  const mains = Object.entries(TFJS_MAINS).map(([name, main]) => `${name}/dist/${main}`)
  // What an earlier version of these packages left there would be packed, too.
  await rm(join(ROOT, MINIFIED), { recursive: true, force: true })
  for (const file of [...mains, `tfjs-node/${TFJS_MESSAGES}`]) {
    const source = await readFile(join(ROOT, 'node_modules/@tensorflow', file), 'utf8')
    const { code, errors } = await minify(file, source, { compress: false })
    if (errors.length > 0) throw new Error(`${file} cannot be minified: ${errors.map(({ message }) => message).join('; ')}`)
    const target = join(ROOT, MINIFIED, file)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, `${licence(source)}${code}`)
  }
}

/** The comments that carry a licence, which stays with the code. @param {string} source */
function licence(source) {
  const comments = source.match(/\/\*\*(?:(?!\*\/)[\s\S])*@license(?:(?!\*\/)[\s\S])*\*\//g) ?? []
  return [...new Set(comments)].map((comment) => `${comment}\n`).join('')
}
