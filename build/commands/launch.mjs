import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { ROOT } from '../setup/context.mjs'
import { ELECTRON_EXECUTABLE } from '../setup/electron.mjs'

const DIST = join(ROOT, 'node_modules', 'electron', 'dist')

/** How the runtime is started here. */
export function electronCommand() {
  const env = { ...process.env }
  // Some editors' terminals set it; Electron would then be a plain Node.
  delete env.ELECTRON_RUN_AS_NODE
  // Chromium refuses to run its sandbox as root. For development only: what is shipped never gets this switch.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return { command: join(DIST, ELECTRON_EXECUTABLE), args, env }
}

/** @returns {string | null} what to do where the system forbids Chromium's sandbox to an ordinary user */
export function sandboxAdvice() {
  if (process.platform !== 'linux' || process.getuid?.() === 0 || mayMakeNamespaces()) return null
  const helper = join(DIST, 'chrome-sandbox')
  const status = existsSync(helper) ? statSync(helper) : null
  if (status !== null && status.uid === 0 && (status.mode & 0o4000) !== 0) return null
  const command = `sudo chown root ${helper} && sudo chmod 4755 ${helper}`
  return `This system does not let users make namespaces, so Electron's sandbox needs its helper: ${command}`
}

function mayMakeNamespaces() {
  const restricted = setting('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1'
  return !restricted && setting('/proc/sys/kernel/unprivileged_userns_clone') !== '0'
}

/** @param {string} file */
function setting(file) {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
}
