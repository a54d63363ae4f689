import { spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { debName, NAME, PACKAGE, RELEASE } from '../package/names.mjs'
import { takeSecrets } from '../package/signing/secrets.mjs'
import { debianCodename } from './debian.mjs'
import { missingTools } from './tools.mjs'

const INSIDE = '--in-own-namespace'

/**
 * Installs what `npm run package` made into a clean Debian, as users do, and looks at the installed application. As root: only
 * root may install. It works in a folder and a mount namespace of its own, and both are gone when it ends, however it ends.
 * @param {string[]} args
 */
export async function verifyCommand(args) {
  // Nothing is signed here but by throw-away keys.
  takeSecrets(process.env)
  if (args[0] === INSIDE && args[1] !== undefined) {
    // Only here: it needs what set-up has installed where there is a package.
    const { verifyInRoot } = await import('./verify-in-root.mjs')
    process.exitCode = await verifyInRoot(args[1])
    return
  }
  const problem = whatIsMissing()
  if (problem !== null) {
    process.stderr.write(`✗ ${problem}\n`)
    process.exitCode = 2
    return
  }
  const folder = await mkdtemp(join(tmpdir(), 'manifold-workbench-verify-'))
  // Apt reads as a user of its own.
  await chmod(folder, 0o755)
  try {
    process.exitCode = await inOwnNamespace(folder)
  } finally {
    // What was mounted there went with the namespace.
    await rm(folder, { recursive: true, force: true })
  }
}

/** @returns {string | null} */
function whatIsMissing() {
  if (process.platform !== 'linux') return 'the package is for Linux, and is verified there'
  if (debianCodename() === null) return 'the clean root is made of the machine’s own packages, and this machine is no Debian'
  if (process.getuid?.() !== 0) return 'installing needs root: run it with sudo, in a container or a virtual machine'
  if (!existsSync(join(RELEASE, debName(PACKAGE.version)))) return `${NAME} ${PACKAGE.version} is not packaged: npm run package`
  return missingTools(process.env)
}

/** @param {string} folder @returns {Promise<number>} the exit code */
function inOwnNamespace(folder) {
  const script = fileURLToPath(new URL('../package-verify.mjs', import.meta.url))
  // With a process namespace as well, nothing that was started in there outlives it.
  const namespaces = ['--mount', '--pid', '--fork', '--kill-child', '--mount-proc', '--propagation', 'private']
  const child = spawn('unshare', [...namespaces, process.execPath, script, INSIDE, folder], { stdio: 'inherit' })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill('SIGKILL'))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
