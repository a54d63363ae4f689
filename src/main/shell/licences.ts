import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Licence } from '../../shared/contract/app.ts'

/**
 * The licences of all that ships, which the build collects (build/licences).
 * @param built folder of the bundles
 */
export function readLicences(built: string): Licence[] {
  return JSON.parse(readFileSync(join(built, 'licences.json'), 'utf8')) as Licence[]
}

/** The runtime brings the licences of its many parts in one file, beside its binary; a package compresses it. */
export function chromiumLicencesFile(executable: string = process.execPath): string {
  const file = join(dirname(executable), 'LICENSES.chromium.html')
  return existsSync(file) ? file : `${file}.gz`
}
