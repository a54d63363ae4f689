/*
 * Where Electron's main process begins: with the window, or, started as `… -- ARGUMENTS`, with the command line. Each is
 * imported only where it is wanted, so that `--version` does not wait for TensorFlow. Awaited, both have begun before
 * Electron is ready; the command line has ended by then, and needs no display.
 */
import { commandLineArguments } from './shell/command-line-arguments.ts'

const typed = commandLineArguments(process.argv)
if (typed === null) await import('./shell/window-process.ts')
else await import('./shell/command-line-process.ts').then(({ runCommandLineProcess }) => runCommandLineProcess(typed))
