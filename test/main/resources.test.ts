import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { resourcesDirectory } from '../../src/main/resources.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const folder = temporaryFolder('resources')

describe('what ships with the workbench', () => {
  it('is found from the sources', () => {
    expect(resourcesDirectory()).toBe(join(import.meta.dirname, '../../resources'))
    expect(existsSync(resourcesDirectory())).toBe(true)
  })

  it.each([
    ['beside package.json', 'project', 'out/main/chunks', 'project/resources'],
    ['beside the archive that the program is packed in', 'app/resources/app.asar', 'out/main', 'app/resources/resources'],
  ])('is looked for %s', (_, root, code, resources) => {
    mkdirSync(join(folder, root, code), { recursive: true })
    writeFileSync(join(folder, root, 'package.json'), '{}')
    expect(resourcesDirectory(join(folder, root, code))).toBe(join(folder, resources))
  })
})
