import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }

/** Of each npm script that Node runs, the file that runs first. */
const entries = Object.entries(scripts).flatMap(([name, command]) => {
  const file = /^(?:exec )?node (\S+)/.exec(command)?.[1]
  return file === undefined ? [] : [[name, join(root, file)] as const]
})

/** What a module and all that it imports at its top ask of node_modules: that is loaded whatever the command does. */
function packagesBehind(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return []
  seen.add(file)
  const source = readFileSync(file, 'utf8')
  const statements = [
    ...source.matchAll(/^(?:import|export) (?:[\w$*{}, \n]+ from )?'([^']+)'/gm),
    ...source.matchAll(/^(?:const [\w{}, ]+ = )?await import\('([^']+)'\)/gm),
  ]
  return statements
    .map(([, name = '']) => name)
    .flatMap((name) => {
      if (name.startsWith('.')) return packagesBehind(resolve(dirname(file), name), seen)
      return name.startsWith('node:') ? [] : [`${name} in ${file.slice(root.length + 1)}`]
    })
}

describe('the first command in a new checkout, where nothing is installed', () => {
  it('may be any that is asked for', () => {
    expect(entries.map(([name]) => name)).toEqual(expect.arrayContaining(['start', 'test', 'workbench', 'package', 'package:verify', 'release', 'bench']))
  })

  it.each(entries)('may be npm run %s', (_, file) => {
    expect(packagesBehind(file)).toEqual([])
  })
})
