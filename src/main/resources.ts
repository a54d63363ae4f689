import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Where the files lie that ship with the workbench and are not code: `resources/` beside `package.json` or, packed, beside
 * the archive that holds it (electron-builder's `extraResources`). The same from the sources and from the bundles.
 * @param from a folder of the program's code
 */
export function resourcesDirectory(from: string = import.meta.dirname): string {
  let directory = from
  while (!existsSync(join(directory, 'package.json')) && dirname(directory) !== directory) directory = dirname(directory)
  return join(directory.endsWith('.asar') ? dirname(directory) : directory, 'resources')
}
