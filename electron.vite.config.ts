import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'
import { collectLicences } from './build/licences/licence-list.mjs'

/** The version of the electron package, whichever runtime stands in its place. */
const electronPackage = createRequire(import.meta.url)('electron/package.json') as { version: string }

const licences = collectLicences(import.meta.dirname)

// The targets are named, not derived from the electron package: set-up may have put an older runtime in its place.
export default defineConfig({
  main: {
    define: { INTENDED_ELECTRON: JSON.stringify(electronPackage.version) },
    build: {
      target: 'node20',
      // What has no native part is bundled, and only what is used of it.
      externalizeDeps: { exclude: ['@bufbuild/protobuf', 'commander', 'zod'] },
      rolldownOptions: {
        input: {
          index: resolve('src/main/index.ts'),
          window: resolve('src/main/shell/window-process.ts'),
          cli: resolve('src/main/cli.ts'),
          'training-worker': resolve('src/main/training/worker.ts'),
          hooks: resolve('src/main/training/hooks/process.ts'),
          'frame-worker': resolve('src/main/export/frames/worker.ts'),
          'import-worker': resolve('src/main/archive/worker.ts'),
          'copy-worker': resolve('src/main/upkeep/copy-worker.ts'),
          'dataset-import-worker': resolve('src/main/datasets/import-worker.ts'),
          'dataset-samples-worker': resolve('src/main/datasets/samples-worker.ts'),
          'export-worker': resolve('src/main/export/worker.ts'),
          inference: resolve('src/main/inference/process.ts'),
        },
      },
    },
    plugins: [licences.watch()],
  },
  preload: {
    build: {
      target: 'node20',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: resolve('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
    plugins: [licences.watch()],
  },
  renderer: {
    build: { target: 'chrome130', assetsInlineLimit: 0, minify: true },
    // The last of the three.
    plugins: [svelte(), licences.write()],
  },
})
