import { type Command, CommanderError } from 'commander'
import { toWorkbenchError } from '../../shared/errors.ts'
import { printableLines } from '../../shared/plain-text.ts'
import { defaultWorkspaceDirectory } from '../workbench/default-directory.ts'
import { CommandContext } from './command-context.ts'
import { exitCodeOf, exitCodes } from './exit-codes.ts'
import { createProgram } from './program.ts'
import { Terminal, type TextStream } from './terminal.ts'

export interface Host {
  /** What the user typed to start it. */
  name: string
  stdout: TextStream
  stderr: TextStream
  version: string
  /** What relative paths are relative to. */
  workingDirectory: string
}

/**
 * Runs one command line.
 *
 * @param argv what follows the program's name
 * @returns the exit code
 */
export async function runCommandLine(argv: readonly string[], host: Host): Promise<number> {
  let exitCode: number = exitCodes.done
  const identity = { name: host.name, version: host.version, workspace: defaultWorkspace() }
  const program = createProgram(identity, async ({ workspace, named, json }, command) => {
    const terminal = new Terminal(host.stdout, host.stderr, json === true)
    exitCode = await command(new CommandContext(terminal, { path: workspace, named }, host.workingDirectory))
  })
  takeOver(program, host)
  try {
    if (argv.length === 0) program.help({ error: true })
    await program.parseAsync(argv, { from: 'user' })
    return exitCode
  } catch (thrown) {
    const errors = new Terminal(host.stdout, host.stderr, false)
    if (thrown instanceof CommanderError) {
      if (thrown.exitCode === 0) return exitCodes.done
      // Help that was shown for want of a command has said it all.
      if (thrown.code !== 'commander.help') errors.error(usageMessage(thrown.message))
      return exitCodes.usage
    }
    const error = toWorkbenchError(thrown)
    errors.error(error.message)
    return exitCodeOf(error)
  }
}

/** Nothing where there can be none: that is said to whoever needs one. */
function defaultWorkspace(): string | undefined {
  try {
    return defaultWorkspaceDirectory()
  } catch {
    return undefined
  }
}

/** Commander must neither print errors, which take one line here, nor end the process. */
function takeOver(program: Command, { stdout, stderr }: Host): void {
  for (const command of [program, ...program.commands]) {
    command.exitOverride()
    command.configureOutput({
      // The environment is in it, where it names a workspace.
      writeOut: (text) => stdout.write(printableLines(text)),
      writeErr: (text) => stderr.write(printableLines(text)),
      outputError: () => undefined,
      getOutHelpWidth: () => stdout.columns ?? 100,
      getErrHelpWidth: () => stderr.columns ?? 100,
    })
  }
}

function usageMessage(message: string): string {
  const sentence = message.replace(/^error: /, '').trim()
  return `${sentence}${/[.?)]$/.test(sentence) ? '' : '.'} See --help.`
}
