import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { nativeParts } from './native-parts.mjs'
import { packageDirectory, packageLicence, productionDirectories } from './packages.mjs'

/** @typedef {import('./packages.mjs').Licence} Licence */

/**
 * Everything that ships: what is bundled, what is installed beside the bundles, and what is native. By name and version,
 * each once.
 *
 * @param {string} root of the project
 * @param {Iterable<string>} bundled folders of the packages in the bundles
 * @returns {Licence[]}
 */
export function licenceList(root, bundled) {
  const packages = [...new Set([...bundled, ...productionDirectories(root)])].map((directory) => packageLicence(root, directory))
  const all = new Map([...packages, ...nativeParts(root)].map((entry) => [`${entry.name}@${entry.version}`, entry]))
  return [...all.values()].sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))
}

/**
 * The same as one text, for the file that lies beside the program.
 *
 * @param {readonly Licence[]} list
 */
export function licenceText(list) {
  const rule = '-'.repeat(80)
  return list.map(({ name, version, licence, text, source }) => `${rule}\n${name} ${version}: ${licence}\n${source ?? ''}\n${rule}\n\n${text}\n`).join('\n')
}

/**
 * Vite plugins that see what goes into the bundles, and write the licences of all that ships beside them:
 * out/licences.json, which the window shows, and out/licences.txt.
 *
 * @param {string} root of the project
 * @returns {{ watch: () => import('vite').Plugin, write: () => import('vite').Plugin }} `write` is the last bundle's
 */
export function collectLicences(root) {
  /** @type {Set<string>} */
  const bundled = new Set()
  const watch = () => ({
    name: 'licences',
    apply: /** @type {const} */ ('build'),
    /** @this {{ getModuleIds(): Iterable<string> }} */
    generateBundle() {
      for (const id of this.getModuleIds()) {
        const directory = packageDirectory(id)
        if (directory !== null) bundled.add(directory)
      }
    },
  })
  const write = () => ({
    ...watch(),
    /** @param {{ dir?: string | undefined }} options */
    writeBundle({ dir }) {
      if (dir === undefined) return
      const list = licenceList(root, bundled)
      mkdirSync(dirname(dir), { recursive: true })
      writeFileSync(join(dirname(dir), 'licences.json'), JSON.stringify(list))
      writeFileSync(join(dirname(dir), 'licences.txt'), licenceText(list))
    },
  })
  return { watch, write }
}
