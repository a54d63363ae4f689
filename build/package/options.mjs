import process from 'node:process'
import { parseArgs } from 'node:util'

/** @typedef {{ folder: boolean, small: boolean, document: boolean }} PackageOptions */

const USAGE = `usage: npm run package [-- OPTION...]
  --folder     only the application's folders in dist/, for trying out and for tests
  --small      compressed as a release is: five minutes more, 40 MB less
  --document   also write the table of what takes the space into docs/PACKAGE.md

MANIFOLD_WORKBENCH_SIGNING_KEY (an armoured secret key, or a file with one) and MANIFOLD_WORKBENCH_SIGNING_PASSPHRASE make it a
release; without a key everything is signed with a throw-away one.
`

/** @param {string[]} args @returns {PackageOptions} */
export function packageOptions(args) {
  try {
    const boolean = /** @type {const} */ ({ type: 'boolean', default: false })
    return parseArgs({ args, options: { folder: boolean, small: boolean, document: boolean } }).values
  } catch {
    process.stderr.write(USAGE)
    return process.exit(2)
  }
}
