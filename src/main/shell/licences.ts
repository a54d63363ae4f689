import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import type { Licence } from '../../shared/contract/app.ts'

/**
 * The licences of all that ships, which the build collects (build/licences): the list, and the texts whose numbers it has.
 * @param built folder of the bundles
 */
export function readLicences(built: string): Licence[] {
  const texts = JSON.parse(brotliDecompressSync(readFileSync(join(built, 'licence-texts.json.br'))).toString('utf8')) as string[]
  const list = JSON.parse(readFileSync(join(built, 'licences.json'), 'utf8')) as (Omit<Licence, 'text'> & { text: number[] })[]
  return list.map(({ name, version, licence, source, text }) => {
    return { name, version, licence, source, text: text.map((number) => texts[number] ?? '').join('\n\n') }
  })
}

/** The runtime brings the licences of its many parts in one file, beside its binary; a package compresses it. */
export function chromiumLicencesFile(executable: string = process.execPath): string {
  const file = join(dirname(executable), 'LICENSES.chromium.html')
  return existsSync(file) ? file : `${file}.gz`
}
