import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { WorkbenchError } from '../../../shared/errors.ts'
import type { Thrown } from '../hooks/protocol.ts'

/**
 * What went wrong in a module of the user's, with its place there.
 *
 * @param file its real path
 * @param what happened, such as `failed in onEpochEnd`
 * @param remedy what became of the epoch, and what the user can do
 */
export function callbackFailure(file: string, what: string, thrown: Thrown, remedy: string): WorkbenchError {
  const place = placeInStack(file, thrown.stack) ?? (thrown.isSyntaxError ? placeOfSyntaxError(file) : undefined) ?? file
  const reason = thrown.reason.replace(/\.$/, '')
  return new WorkbenchError('callback-failed', `The callback ${what} at ${place}: ${reason}. ${remedy}`)
}

/** `file:line:column` where the error arose: the innermost stack frame within the file, else the innermost of all. */
function placeInStack(file: string, stack: string): string | undefined {
  const frames = [...stack.matchAll(/(file:\/\/[^\s()]+?):(\d+)(?::(\d+))?\)?$/gm)].map(([, url = '', line, column]) => {
    const path = pathOf(url)
    return { path, text: [path, line, column].filter((part) => part !== undefined).join(':') }
  })
  return (frames.find(({ path }) => path === file) ?? frames[0])?.text
}

/** A module may write any stack. */
function pathOf(url: string): string {
  try {
    return fileURLToPath(url.replace(/\?.*$/, ''))
  } catch {
    return url
  }
}

/**
 * `file:line` of a syntax error. Node keeps it from the error object and shows it only where it reports one itself; the packed
 * application has no Node of its own to ask.
 */
function placeOfSyntaxError(file: string): string | undefined {
  if ('electron' in process.versions) return undefined
  const { stderr } = spawnSync(process.execPath, ['--check', file], { encoding: 'utf8', timeout: 5000 })
  const [, line] = /^.+:(\d+)\s*$/m.exec(stderr) ?? []
  return line === undefined ? undefined : `${file}:${line}`
}
