/*
 * What is packed, for every platform, and how it is signed. `npm run package` (build/package.mjs) has electron-builder make the
 * application's folder from this, and makes the Linux packages of it. docs/RELEASING.md says which platforms are built and run,
 * and which are only configured.
 */
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterPack } from './build/package/after-pack.mjs'
import { afterSign } from './build/package/after-sign.mjs'
import { FILES, sqliteFiles, UNPACKED } from './build/package/contents.mjs'
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
  afterSign,

  // An updater would phone home: updates come by the signed repository.
  publish: null,

  linux: {
    // The .deb, the .tar.gz and the APT repository are made from this folder: build/package/make-packages.mjs says how.
    target: 'dir',
    files: sqliteFiles({ platform: 'linux', archs: ['x64'] }),
    executableName: 'manifold-workbench',
    category: 'Science',
  },

  // Configured, never built: set-up knows Linux only so far.
  win: {
    target: [{ target: 'nsis', arch: 'x64' }],
    files: sqliteFiles({ platform: 'win32', archs: ['x64'] }),
    icon: 'resources/icons/icon-512.png',
    // Without a certificate (WIN_CSC_LINK, WIN_CSC_KEY_PASSWORD) nothing is made. On Linux, osslsigncode takes signtool's place.
    forceCodeSigning: true,
    // Windows asks who made each library that it loads, too.
    signExts: ['.exe', '.dll', '.node'],
    signtoolOptions: { signingHashAlgorithms: ['sha256'], rfc3161TimeStampServer: 'http://timestamp.digicert.com' },
  },
  nsis: { oneClick: false, perMachine: false, deleteAppDataOnUninstall: false },

  mac: {
    target: [{ target: 'dmg', arch: ['arm64', 'x64'] }],
    files: sqliteFiles({ platform: 'darwin', archs: ['arm64', 'x64'] }),
    category: 'public.app-category.developer-tools',
    icon: 'resources/icons/icon-512.png',
    // Without an identity (CSC_LINK, CSC_KEY_PASSWORD) nothing is made; notarised with APPLE_API_KEY, APPLE_API_KEY_ID
    // and APPLE_API_ISSUER, without which afterSign fails.
    forceCodeSigning: true,
    hardenedRuntime: true,
    gatekeeperAssess: false,
    entitlements: 'build/package/mac/entitlements.plist',
    entitlementsInherit: 'build/package/mac/entitlements.plist',
    notarize: true,
  },

  fileAssociations: [
    {
      ext: 'manifold',
      name: 'Manifold Workbench experiment',
      mimeType: 'application/vnd.manifold-workbench.experiment',
      role: 'Viewer',
    },
  ],
}
