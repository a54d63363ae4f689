import { join } from 'node:path'
import { NAME, PACKAGE } from '../package/names.mjs'
import { releaseFaults } from '../release/release-faults.mjs'
import { succeed } from './commands.mjs'
import { must } from './report.mjs'

/** All that is published is there, and signed by the key that is published with it. @param {string} folder dist/release */
export async function releaseIsSigned(folder) {
  const listed = await succeed(['gpg', '--batch', '--with-colons', '--show-keys', join(folder, `${NAME}.asc`)])
  const fingerprint = /^fpr:+([0-9A-F]{40}):/m.exec(listed)?.[1] ?? ''
  const wrong = await releaseFaults(folder, { version: PACKAGE.version, fingerprint })
  must(wrong.length === 0, wrong.join('; '))
  return `every file, checksum and index by ${/^uid:(?:[^:]*:){8}([^:]*):/m.exec(listed)?.[1] ?? fingerprint}`
}
