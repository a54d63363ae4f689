import { readFileSync } from 'node:fs'
import { runCommandLine } from './cli/command-line.ts'
import { prepareTensorFlowEnvironment } from './tensorflow/environment.ts'

// Before any thread starts: TensorFlow's native code reads the environment of the process.
prepareTensorFlowEnvironment()

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }

// A reader that has enough, such as `head`, closes the pipe: no reason for a stack trace.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return
  process.stderr.write(`error: standard output cannot be written: ${error.message}. Send it elsewhere.\n`)
  process.exitCode = 1
})

// Without this a closed pipe there would end the run in the middle of an epoch.
process.stderr.on('error', () => undefined)

/** npm runs the command in the project's folder, and says where the user typed it. */
const typedIn = process.env.npm_lifecycle_event === 'workbench' ? process.env.INIT_CWD : undefined

process.exitCode = await runCommandLine(process.argv.slice(2), {
  name: 'workbench',
  stdout: process.stdout,
  stderr: process.stderr,
  version,
  workingDirectory: typedIn ?? process.cwd(),
})
