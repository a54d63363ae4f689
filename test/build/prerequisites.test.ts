import { describe, expect, it } from 'vitest'
import { SetupError } from '../../build/setup/errors.mjs'
import { isSupportedNode, nodeAdvice } from '../../build/setup/node-version.mjs'
import { packageManager } from '../../build/setup/package-manager.mjs'
import { PLATFORMS } from '../../build/setup/platforms.mjs'
import { missingTools, platformWarnings, requirePlatform, requireTools, type Tool } from '../../build/setup/prerequisites.mjs'
import { pathWith } from './support/path.ts'

const ALL: Tool[] = ['compiler', 'make', 'python', 'pip']

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
  it('knows the platforms of the table and names any other', () => {
    expect(requirePlatform('linux', 'x64', true).libraries.tensorflow).toBe('libtensorflow_cc.so.2')
    expect(requirePlatform('linux', 'arm64', true).wheel.platform).toMatch(/aarch64$/)
    expect(requirePlatform('darwin', 'arm64', false).libraries.framework).toBe('libtensorflow_framework.2.dylib')
    expect(failure(() => requirePlatform('linux', 'x64', false)).message).toContain('which is Linux with musl')
    for (const [platform, architecture] of [['win32', 'x64'], ['darwin', 'x64'], ['linux', 'riscv64']] as const) {
      const error = failure(() => requirePlatform(platform, architecture, true))
      expect(error.message).toContain(`which is ${platform}-${architecture}`)
      expect(error.advice).toContain('Linux on x86-64, Linux on ARM64')
    }
  })

  it('says of a platform that it was not tried', () => {
    expect(platformWarnings(requirePlatform('linux', 'x64', true))).toEqual([])
    const [warning] = platformWarnings(requirePlatform('darwin', 'arm64', false))
    expect(warning).toBe('no tests run on macOS on Apple silicon yet, where nothing was tried: set-up goes on, but may fail')
    expect(platformWarnings(requirePlatform('linux', 'arm64', true))[0]).toMatch(/one epoch of the command line, on an emulated processor was tried/)
  })
})

describe('the table of platforms', () => {
  it.each(Object.entries(PLATFORMS))('names for %s a wheel, its checksum and the libraries in it', (_platform, { wheel, libraries }) => {
    expect(wheel.requirement).toMatch(/^tensorflow(-cpu)?==/)
    expect(wheel.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(wheel.bytes).toBeGreaterThan(200e6)
    expect(Object.values(libraries).every((name) => name.startsWith('tensorflow') || name.startsWith('libtensorflow'))).toBe(true)
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
