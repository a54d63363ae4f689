import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { ROOT } from '../setup/context.mjs'

/**
 * The command line's grammar from its sources, which Node cannot read as they are, TypeScript, nor the bundle give, whose
 * modules are not its entry points.
 * @param {{ name: string, version: string, workspace: string }} program what it is called, and the workspace it shows as default
 * @returns {Promise<import('commander').Command>}
 */
export async function commandLineGrammar({ name, version, workspace }) {
  // Within the project, so that what is not bundled is found in node_modules.
  const outDir = join(ROOT, '.setup', 'command-line-grammar')
  try {
    await build({
      root: ROOT,
      configFile: false,
      logLevel: 'error',
      build: { ssr: 'src/main/cli/program.ts', outDir, emptyOutDir: true, target: 'node20' },
    })
    const { createProgram } = await import(pathToFileURL(join(outDir, 'program.js')).href)
    return createProgram({ name, version, workspace }, () => Promise.resolve())
  } finally {
    await rm(outDir, { recursive: true, force: true })
  }
}
