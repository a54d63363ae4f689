import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { SetupError } from './errors.mjs'
import { packageManager } from './package-manager.mjs'
import { PLATFORMS, platformRow } from './platforms.mjs'

/** @typedef {'compiler' | 'make' | 'python' | 'pip'} Tool */

/** @type {Record<Tool, { what: string, packages: Record<import('./package-manager.mjs').ManagerName, string> }>} */
const TOOLS = {
  compiler: {
    what: 'a C++ compiler (c++ or g++)',
    packages: { 'apt-get': 'g++', dnf: 'gcc-c++', pacman: 'gcc', zypper: 'gcc-c++', brew: 'gcc' },
  },
  make: { what: 'make', packages: { 'apt-get': 'make', dnf: 'make', pacman: 'make', zypper: 'make', brew: 'make' } },
  python: {
    what: 'Python 3 (python3)',
    packages: { 'apt-get': 'python3', dnf: 'python3', pacman: 'python', zypper: 'python3', brew: 'python' },
  },
  pip: {
    what: 'pip for Python 3',
    packages: { 'apt-get': 'python3-pip', dnf: 'python3-pip', pacman: 'python-pip', zypper: 'python3-pip', brew: 'python' },
  },
}

/** @param {NodeJS.ProcessEnv} environment */
export function pythonCommand(environment) {
  return environment.PYTHON ?? 'python3'
}

/** @param {NodeJS.ProcessEnv} environment */
export function compilerCommands(environment) {
  return environment.CXX === undefined ? ['c++', 'g++'] : [environment.CXX]
}

/**
 * @param {Tool[]} needed
 * @param {NodeJS.ProcessEnv} environment its PATH, CXX and PYTHON count
 * @returns {Tool[]}
 */
export function missingTools(needed, environment) {
  /** @param {string} command @param {string[]} args */
  const works = (command, ...args) => spawnSync(command, args, { env: environment, stdio: 'ignore' }).status === 0
  const checks = {
    compiler: () => compilerCommands(environment).some((command) => works(command, '--version')),
    make: () => works('make', '--version'),
    python: () => works(pythonCommand(environment), '-c', 'import sys; sys.exit(sys.version_info < (3, 8))'),
    pip: () => works(pythonCommand(environment), '-m', 'pip', '--version'),
  }
  return needed.filter((tool) => !checks[tool]())
}

/**
 * @param {Tool[]} needed
 * @param {NodeJS.ProcessEnv} environment
 * @param {string} [why] a clause: what they are needed for
 * @throws {SetupError} that names everything missing and the command that installs it
 */
export function requireTools(needed, environment, why = '') {
  const missing = missingTools(needed, environment)
  if (missing.length === 0) return
  const names = missing.map((tool) => TOOLS[tool].what)
  throw new SetupError(`missing on this machine: ${names.join(', ')}${why === '' ? '' : `; ${why}`}`, { advice: installAdvice(missing, environment) })
}

/** @param {Tool[]} missing @param {NodeJS.ProcessEnv} environment */
function installAdvice(missing, environment) {
  const manager = packageManager(environment)
  if (manager === null) return 'Install it with your system\'s package manager, then run the same command again.'
  const packages = [...new Set(missing.map((tool) => TOOLS[tool].packages[manager.name]))]
  return `Install with: ${manager.installCommand(packages)}`
}

/**
 * @param {NodeJS.Platform} [platform]
 * @param {string} [architecture]
 * @param {boolean} [glibc] whether the C library is GNU's
 * @returns {import('./platforms.mjs').Platform} what TensorFlow is there
 * @throws {SetupError} where there is none
 */
export function requirePlatform(platform = process.platform, architecture = process.arch, glibc = usesGlibc()) {
  const row = platformRow(platform, architecture)
  const musl = platform === 'linux' && !glibc
  if (row !== undefined && !musl) return row
  const names = Object.values(PLATFORMS).map(({ name, tested, tried }) => (tested ? name : `${name} (tried: ${tried ?? 'nothing'})`))
  throw new SetupError(`there is no TensorFlow for this machine, which is ${musl ? 'Linux with musl' : `${platform}-${architecture}`}`, {
    advice: `Use ${names.join(', ')}, as a virtual machine or a container too. Of Linux it takes the GNU C library: Debian 12 and Ubuntu 22.04 or later are fine.`,
  })
}

/** @param {import('./platforms.mjs').Platform} row @returns {string[]} what to say before set-up goes on */
export function platformWarnings({ name, tested, tried }) {
  return tested ? [] : [`no tests run on ${name} yet, where ${tried ?? 'nothing'} was tried: set-up goes on, but may fail`]
}

function usesGlibc() {
  if (process.platform !== 'linux' || process.report === undefined) return false
  const report = /** @type {{ excludeNetwork?: boolean, getReport(): object }} */ (process.report)
  // Looking up the machine's network names can take seconds.
  report.excludeNetwork = true
  const { header } = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (report.getReport())
  return header.glibcVersionRuntime !== undefined
}
