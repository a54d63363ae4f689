import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from './folder.ts'

/** A PATH on which only these programs exist; each answers as given. */
export function pathWith(programs: Record<string, string>): NodeJS.ProcessEnv {
  const folder = temporaryFolder()
  mkdirSync(folder, { recursive: true })
  symlinkSync(execFileSync('which', ['sh'], { encoding: 'utf8' }).trim(), join(folder, 'sh'))
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!${join(folder, 'sh')}\n${script}\n`)
    chmodSync(join(folder, name), 0o755)
  }
  return { PATH: folder }
}
