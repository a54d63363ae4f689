import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { hasScreen } from '../commands/screen.mjs'
import { messageOf } from './errors.mjs'
import { isOnPath, packageManager } from './package-manager.mjs'

/** @typedef {{ probe: string, packages: Record<import('./package-manager.mjs').ManagerName, string> }} Requirement */

/**
 * @param {string} probe a library's name for the loader, or a program
 * @param {string} apt
 * @param {string} dnf
 * @param {string} pacman
 * @param {string} zypper
 * @returns {Requirement}
 */
function requirement(probe, apt, dnf, pacman, zypper) {
  return { probe, packages: { 'apt-get': apt, dnf, pacman, zypper, brew: '' } }
}

/** What Electron loads at its start. */
const LIBRARIES = [
  requirement('libgtk-3.so.0', 'libgtk-3-0', 'gtk3', 'gtk3', 'libgtk-3-0'),
  requirement('libnss3.so', 'libnss3', 'nss', 'nss', 'mozilla-nss'),
  requirement('libasound.so.2', 'libasound2', 'alsa-lib', 'alsa-lib', 'libasound2'),
  requirement('libgbm.so.1', 'libgbm1', 'mesa-libgbm', 'mesa', 'libgbm1'),
  requirement('libXss.so.1', 'libxss1', 'libXScrnSaver', 'libxss', 'libXss1'),
  requirement('libatk-bridge-2.0.so.0', 'libatk-bridge2.0-0', 'at-spi2-atk', 'at-spi2-core', 'libatk-bridge-2_0-0'),
  requirement('libdrm.so.2', 'libdrm2', 'libdrm', 'libdrm', 'libdrm2'),
  requirement('libxcb-dri3.so.0', 'libxcb-dri3-0', 'libxcb', 'libxcb', 'libxcb-dri3-0'),
  requirement('libX11-xcb.so.1', 'libx11-xcb1', 'libX11-xcb', 'libx11', 'libX11-xcb1'),
]

/** What shows the tests' windows where no screen is. */
const PROGRAMS = [
  requirement('Xvfb', 'xvfb', 'xorg-x11-server-Xvfb', 'xorg-server-xvfb', 'xorg-x11-server-Xvfb'),
  requirement('xauth', 'xauth', 'xorg-x11-xauth', 'xorg-xauth', 'xauth'),
]

/** What the tests of packages are signed with and refused by; only where there is apt. */
const SIGNING = [
  requirement('apt-ftparchive', 'apt-utils', '', '', ''),
  requirement('gpg', 'gnupg', '', '', ''),
  requirement('gpgconf', 'gpgconf', '', '', ''),
]

/** Where there is no network, or no permission, the next starts should not wait for it again. */
const RETRY_AFTER_MILLISECONDS = 60 * 60 * 1000

/** @type {import('./context.mjs').Step} */
export const systemLibraries = {
  name: 'system libraries',

  async isDone(context) {
    if (context.purpose === 'workbench') return true
    const missing = missingLibraries(context)
    return missing.length === 0 || (await failedLately(context, missing))
  },

  async run(context) {
    const missing = missingLibraries(context)
    const manager = packageManager(context.environment)
    const names = missing.map(({ probe }) => probe).join(', ')
    if (manager === null) {
      context.reporter.warn(`missing system libraries: ${names}. Electron needs them: install them with your package manager.`)
    } else if (manager.name === 'apt-get' && process.getuid?.() === 0) {
      const packages = missing.map(({ packages }) => packages['apt-get'])
      try {
        await installWithApt(packages, context)
        return `system libraries: installed ${packages.join(' ')}`
      } catch (error) {
        context.reporter.warn(`system libraries could not be installed: ${messageOf(error)}`)
        context.reporter.note(`Electron needs them. Install with: ${manager.installCommand(packages)}`)
      }
    } else {
      const packages = missing.map(({ packages }) => packages[manager.name])
      context.reporter.warn(`missing system libraries: ${names}. Install with: ${manager.installCommand(packages)}`)
    }
    await mkdir(join(context.root, '.setup'), { recursive: true })
    await writeFile(memory(context), JSON.stringify({ at: Date.now(), missing: missing.map(({ probe }) => probe) }))
    return null
  },
}

/** @param {import('./context.mjs').Context} context @returns {Requirement[]} */
export function missingLibraries({ purpose, environment }) {
  const known = loaderCache()
  // Without a list nothing can be said; Electron itself names a library it lacks.
  const libraries = known === null ? [] : LIBRARIES.filter(({ probe }) => !known.includes(`\t${probe} `))
  const screen = hasScreen(environment) ? [] : PROGRAMS
  const programs = purpose === 'test' ? [...screen, ...(isOnPath('apt-get', environment) ? SIGNING : [])] : []
  return [...libraries, ...programs.filter(({ probe }) => !isOnPath(probe, environment))]
}

/** @returns {string | null} what the dynamic loader knows */
function loaderCache() {
  // An ordinary user's PATH often lacks the folder it is in.
  const command = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find((file) => existsSync(file))
  const result = command === undefined ? null : spawnSync(command, ['-p'], { encoding: 'utf8', maxBuffer: 1 << 25 })
  return result?.status === 0 ? result.stdout : null
}

/**
 * Not under a supervisor: apt-get that is killed half-way leaves packages half configured.
 * @param {string[]} packages
 * @param {import('./context.mjs').Context} context
 */
async function installWithApt(packages, context) {
  const limits = ['-q', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=2', '-o', 'Acquire::http::Timeout=15']
  // What an earlier apt-get left half done, or nothing.
  await asPackager('dpkg', ['--configure', '-a'], context)
  await asPackager('apt-get', [...limits, 'update'], context)
  await asPackager('apt-get', [...limits, 'install', '-y', '--no-install-recommends', ...packages.map(currentName)], context)
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {import('./context.mjs').Context} context
 * @returns {Promise<void>}
 */
function asPackager(command, args, { environment, reporter }) {
  const startedAt = Date.now()
  const env = { ...environment, DEBIAN_FRONTEND: 'noninteractive' }
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'pipe'] })
    let errors = ''
    child.stderr.on('data', (text) => {
      errors += text
    })
    const ticker = setInterval(() => reporter.working('installing system libraries', startedAt), 200)
    child.once('error', reject)
    child.once('close', (code) => {
      clearInterval(ticker)
      if (code === 0) resolve()
      else reject(new Error(errors.trimEnd().split('\n').at(-1) || `${command} ended with ${code}`))
    })
  })
}

/**
 * Debian 13 and Ubuntu 24.04 gave some libraries new names with the 64-bit time type; the old name is then virtual and
 * cannot always be installed.
 * @param {string} name
 */
function currentName(name) {
  const result = spawnSync('apt-cache', ['show', '--no-all-versions', `${name}t64`], { encoding: 'utf8' })
  return result.status === 0 && result.stdout !== '' ? `${name}t64` : name
}

/** @param {import('./context.mjs').Context} context */
function memory(context) {
  return context.stamp('system-libraries-missing')
}

/** @param {import('./context.mjs').Context} context @param {Requirement[]} missing */
async function failedLately(context, missing) {
  try {
    const last = JSON.parse(await readFile(memory(context), 'utf8'))
    return Date.now() - last.at < RETRY_AFTER_MILLISECONDS && missing.every(({ probe }) => last.missing.includes(probe))
  } catch {
    return false
  }
}
