import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SetupError } from '../../build/setup/errors.mjs'
import { isSupportedNode, nodeAdvice } from '../../build/setup/node-version.mjs'
import { packageManager } from '../../build/setup/package-manager.mjs'
import { missingTools, requirePlatform, requireTools, type Tool } from '../../build/setup/prerequisites.mjs'
import { temporaryFolder } from './support/folder.ts'

const ALL: Tool[] = ['compiler', 'make', 'python', 'pip']

/** A PATH on which only these programs exist; each answers as given. */
function pathWith(programs: Record<string, string>): NodeJS.ProcessEnv {
  const folder = temporaryFolder()
  mkdirSync(folder, { recursive: true })
  symlinkSync(execFileSync('which', ['sh'], { encoding: 'utf8' }).trim(), join(folder, 'sh'))
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!${join(folder, 'sh')}\n${script}\n`)
    chmodSync(join(folder, name), 0o755)
  }
  return { PATH: folder }
}

function failure(action: () => void): SetupError {
  try {
    action()
  } catch (error) {
    if (error instanceof SetupError) return error
    throw error
  }
  throw new Error('nothing failed')
}

describe('requireTools', () => {
  it('is content with what is there', () => {
    const environment = pathWith({ 'g++': 'exit 0', make: 'exit 0', python3: 'exit 0' })
    expect(missingTools(ALL, environment)).toEqual([])
  })

  it('names everything missing at once, and the command that installs it', () => {
    const error = failure(() => requireTools(ALL, pathWith({ 'apt-get': 'exit 0' })))
    expect(error.message).toBe('missing on this machine: a C++ compiler (c++ or g++), make, Python 3 (python3), pip for Python 3')
    expect(error.advice).toMatch(/^Install with: (sudo )?apt-get install -y g\+\+ make python3 python3-pip$/)
  })

  it('asks only for what is needed', () => {
    const error = failure(() => requireTools(['pip'], pathWith({ dnf: 'exit 0', python3: '[ "$2" = pip ] && exit 1; exit 0' })))
    expect(error.message).toBe('missing on this machine: pip for Python 3')
    expect(error.advice).toMatch(/dnf install -y python3-pip$/)
  })

  it('takes the compiler and the Python that the environment names', () => {
    const environment = { ...pathWith({ 'clang++-19': 'exit 0', make: 'exit 0', python3: 'exit 1', 'python3.12': 'exit 0' }) }
    expect(missingTools(ALL, { ...environment, CXX: 'clang++-19', PYTHON: 'python3.12' })).toEqual([])
    expect(missingTools(ALL, { ...environment, CXX: 'g++-99' })).toEqual(['compiler', 'python', 'pip'])
  })

  it('says so when the package manager is not known', () => {
    expect(failure(() => requireTools(['make'], pathWith({}))).advice).toMatch(/your system's package manager/)
  })
})

describe('packageManager', () => {
  it('asks for sudo only of an ordinary user, and never with Homebrew', () => {
    const apt = pathWith({ 'apt-get': '' })
    expect(packageManager(apt, false)?.installCommand(['make'])).toBe('sudo apt-get install -y make')
    expect(packageManager(apt, true)?.installCommand(['make'])).toBe('apt-get install -y make')
    expect(packageManager(pathWith({ brew: '' }), false)?.installCommand(['make'])).toBe('brew install make')
  })
})

describe('requirePlatform', () => {
  it('accepts 64-bit x86 Linux with the GNU C library and names anything else', () => {
    expect(() => requirePlatform('linux', 'x64', true)).not.toThrow()
    expect(() => requirePlatform('linux', 'x64', false)).toThrow('this is Linux with musl')
    expect(() => requirePlatform('darwin', 'arm64', false)).toThrow('this is darwin-arm64')
    expect(() => requirePlatform('linux', 'arm64', true)).toThrow('this is linux-arm64')
  })
})

describe('isSupportedNode', () => {
  it.each(['20.19.0', '20.20.2', '22.12.0', '24.0.0'])('takes Node %s', (version) => {
    expect(isSupportedNode(version)).toBe(true)
  })

  it.each(['18.20.0', '20.18.1', '21.7.3', '22.11.0'])('refuses Node %s and says how to get another', (version) => {
    expect(isSupportedNode(version)).toBe(false)
    expect(nodeAdvice(version)).toContain(`this is Node ${version}`)
    expect(nodeAdvice(version)).toContain('n 22')
  })
})
