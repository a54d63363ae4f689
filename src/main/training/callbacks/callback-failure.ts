import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { WorkbenchError } from '../../../shared/errors.ts'

/**
 * What went wrong in a module of the user's, with its place there.
 *
 * @param file its real path
 * @param what happened, such as `failed in onEpochEnd`
 * @param remedy what the user can do
 */
export function callbackFailure(
  file: string,
  what: string,
  thrown: unknown,
  remedy = 'Correct it and resume the run.',
): WorkbenchError {
  const reason = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
  const place = placeInStack(file, thrown) ?? (thrown instanceof SyntaxError ? placeOfSyntaxError(file) : undefined) ?? file
  return new WorkbenchError('callback-failed', `The callback ${what} at ${place}: ${reason}. ${remedy}`, { cause: thrown })
}

/** `file:line:column` where the error arose: the innermost stack frame within the file, else the innermost of all. */
function placeInStack(file: string, thrown: unknown): string | undefined {
  const stack = thrown instanceof Error ? (thrown.stack ?? '') : ''
  const frames = [...stack.matchAll(/(file:\/\/[^\s()]+?):(\d+)(?::(\d+))?\)?$/gm)].map(([, url = '', line, column]) => {
    const path = fileURLToPath(url.replace(/\?.*$/, ''))
    return { path, text: [path, line, column].filter((part) => part !== undefined).join(':') }
  })
  return (frames.find(({ path }) => path === file) ?? frames[0])?.text
}

/** `file:line` of a syntax error. Node keeps it from the error object and shows it only where it reports one itself. */
function placeOfSyntaxError(file: string): string | undefined {
  const { stderr } = spawnSync(process.execPath, ['--check', file], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
    timeout: 5000,
  })
  const [, line] = /^.+:(\d+)\s*$/m.exec(stderr) ?? []
  return line === undefined ? undefined : `${file}:${line}`
}
