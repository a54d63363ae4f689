/*
 * Where Electron's main process begins: with the window, or, started as `… -- ARGUMENTS`, with the command line, whose callbacks
 * have a process of their own that begins here, too. Each is imported only where it is wanted, so that `--version` does not wait
 * for TensorFlow. Awaited, all have begun before Electron is ready; the command line has ended by then, and needs no display.
 */
import { commandLineArguments } from './shell/command-line-arguments.ts'
import { hooksWord } from './training/hooks/start-process.ts'

const typed = commandLineArguments(process.argv)
if (typed === null) await import('./shell/window-process.ts')
else if (typed[0] === hooksWord && process.send !== undefined) {
  await import('./training/hooks/process.ts')
  // Held back for ever: an application that is ready starts processes and looks for a display.
  await new Promise(() => undefined)
} else await import('./shell/command-line-process.ts').then(({ runCommandLineProcess }) => runCommandLineProcess(typed))
