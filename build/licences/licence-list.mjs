import { dirname } from 'node:path'
import { writeLicences } from './licence-files.mjs'
import { nativeParts } from './native-parts.mjs'
import { packageDirectory, packageLicence, productionDirectories } from './packages.mjs'

/** @typedef {import('./packages.mjs').Licence} Licence */

/**
 * Everything that ships: what is bundled, what is installed beside the bundles, and what is native. By name and version,
 * each once.
 *
 * @param {string} root of the project
 * @param {ReadonlySet<string>} bundled folders of the packages in the bundles
 * @returns {Licence[]}
 */
export function licenceList(root, bundled) {
  const installed = new Set(productionDirectories(root))
  const packages = [...new Set([...bundled, ...installed])].map((directory) => {
    return packageLicence(root, directory, [...(bundled.has(directory) ? [/** @type {const} */ ('archive')] : []), ...(installed.has(directory) ? [/** @type {const} */ ('modules')] : [])])
  })
  const all = new Map([...packages, ...nativeParts(root)].map((entry) => [`${entry.name}@${entry.version}`, entry]))
  return [...all.values()].sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))
}

/**
 * Vite plugins that see what goes into the bundles, and write the licences of all that ships beside them (licence-files.mjs).
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
      if (dir !== undefined) writeLicences(dirname(dir), licenceList(root, bundled))
    },
  })
  return { watch, write }
}
