import { printable } from '../../shared/plain-text.ts'
import { prepareTensorFlowEnvironment } from '../tensorflow/environment.ts'
import { runCommandLine, type Host } from './command-line.ts'

/**
 * Runs one command line as all that this process does.
 * @param argv what follows the program's name
 * @returns the exit code
 */
export function runAsProgram(argv: readonly string[], host: Omit<Host, 'stdout' | 'stderr'>): Promise<number> {
  // Before any thread starts: TensorFlow's native code reads the environment of the process.
  prepareTensorFlowEnvironment()

  // A reader that has enough, such as `head`, closes the pipe: no reason for a stack trace.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return
    process.stderr.write(`error: standard output cannot be written: ${printable(error.message)}. Send it elsewhere.\n`)
    process.exitCode = 1
  })

  // Without this a closed pipe there would end the run in the middle of an epoch.
  process.stderr.on('error', () => undefined)

  return runCommandLine(argv, { ...host, stdout: process.stdout, stderr: process.stderr })
}
