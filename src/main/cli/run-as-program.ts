import { toWorkbenchError } from '../../shared/errors.ts'
import { printable } from '../../shared/plain-text.ts'
import { prepareTensorFlowEnvironment } from '../tensorflow/environment.ts'
import { runCommandLine, type Host } from './command-line.ts'
import { exitCodes } from './exit-codes.ts'

/**
 * Runs one command line as all that this process does.
 * @param argv what follows the program's name
 * @returns the exit code
 */
export async function runAsProgram(argv: readonly string[], host: Omit<Host, 'stdout' | 'stderr'>): Promise<number> {
  // Before any thread starts: TensorFlow's native code reads the environment of the process.
  prepareTensorFlowEnvironment()

  const tell = (message: string) => process.stderr.write(`error: ${printable(message)}\n`)
  // Electron would show a dialog, and go on.
  process.on('uncaughtException', (thrown) => {
    tell(toWorkbenchError(thrown).message)
    process.exit(exitCodes.failed)
  })

  // A reader that has enough, such as `head`, closes the pipe: no reason for a stack trace, nor to end what is under way.
  let unwritten: NodeJS.ErrnoException | null = null
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') unwritten ??= error
  })

  // Without this a closed pipe there would end the run in the middle of an epoch.
  process.stderr.on('error', () => undefined)

  const exitCode = await runCommandLine(argv, { ...host, stdout: process.stdout, stderr: process.stderr })
  // What was printed last may not have been tried yet.
  await new Promise((resolve) => setImmediate(resolve))
  const reason = unwritten as NodeJS.ErrnoException | null
  if (reason === null) return exitCode
  tell(`Standard output could not be written: ${reason.message}. Send it elsewhere.`)
  return exitCode === exitCodes.done ? exitCodes.failed : exitCode
}
