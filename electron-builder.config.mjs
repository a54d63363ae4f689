/*
 * What is packed, for every platform, and how it is signed. `npm run package` (build/package.mjs) has electron-builder make the
 * application's folder from this, and makes the Linux packages of it. docs/RELEASING.md says which platforms are built and run,
 * and which are only configured.
 */
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterPack } from './build/package/after-pack.mjs'
import { FILES, UNPACKED } from './build/package/contents.mjs'
import { packedFuses } from './build/package/fuses.mjs'
import { MINIFIED, writeMinified } from './build/package/minified.mjs'

/** The runtime that set-up put in place, which need not be the one that package.json asks for. */
const versionFile = fileURLToPath(import.meta.resolve('./node_modules/electron/dist/version'))
const electronVersion = readFileSync(versionFile, 'utf8').trim().replace(/^v/, '')

/** @type {import('electron-builder').Configuration} */
export default {
  appId: 'io.github.manifold_workbench.ManifoldWorkbench',
  productName: 'Manifold Workbench',
  copyright: 'Copyright © Manifold Workbench contributors',
  directories: { output: 'dist', buildResources: 'build/package' },

  electronVersion,
  electronDist: process.platform === 'linux' ? 'node_modules/electron/dist' : undefined,
  electronLanguages: ['en-US'],
  electronFuses: packedFuses,
  // Set-up has built them, for this very runtime.
  npmRebuild: false,

  files: [...FILES, { from: MINIFIED, to: 'node_modules/@tensorflow' }],
  asar: { smartUnpack: false },
  asarUnpack: UNPACKED,
  // The window takes its icon from there; the other sizes are for the desktop, which has its own place for them.
  extraResources: [{ from: 'resources', to: 'resources', filter: ['**/*', '!icons/**', 'icons/icon-256.png'] }],
  beforePack: writeMinified,
  afterPack,

  // An updater would phone home: updates come by the signed repository.
  publish: null,

  linux: {
    target: 'dir',
    executableName: 'manifold-workbench',
    category: 'Science',
  },
}
