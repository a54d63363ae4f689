import { app } from 'electron'
import { exitAtOnce } from '../exit-at-once.ts'
import { runAsProgram } from '../cli/run-as-program.ts'
import { hooksWord, startHooksBy } from '../training/hooks/start-process.ts'

/**
 * The command line in Electron's main process, for an installed application, which has no Node of its own. It runs before
 * Electron is ready: no display is asked for, no other process is started, and nothing of a browser's is written.
 */
export async function runCommandLineProcess(argv: readonly string[]): Promise<void> {
  exitAtOnce()
  const host = { name: 'manifold-workbench', version: app.getVersion(), workingDirectory: process.cwd() }
  // The same program, with the same switches of Chromium's: it is told what it is to be behind `--`.
  startHooksBy([process.execPath, ...process.argv.slice(1, process.argv.indexOf('--') + 1), hooksWord])
  app.exit(await runAsProgram(argv, host))
}
