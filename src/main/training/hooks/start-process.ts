import { spawn, type ChildProcess } from 'node:child_process'
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads'
import { workerPath } from '../../worker-path.ts'

const key = 'how the process of a callback is started'

/** The word behind `--` by which Electron's process is told to be one. */
export const hooksWord = '--callback-process'

/** To be called on the main thread, by a program that is not plain Node. @param command to be started, with its arguments */
export function startHooksBy(command: readonly string[]): void {
  setEnvironmentData(key, command)
}

/**
 * Starts a process for a user's module. What it prints goes to standard error: standard output is for results. It has a process group
 * of its own, so that Ctrl-C reaches the run alone, and that whatever the module starts can be ended with it.
 */
export function startHooksProcess(): ChildProcess {
  const [command = process.execPath, ...args] = (getEnvironmentData(key) as string[] | undefined) ?? [process.execPath, workerPath('hooks')]
  const detached = process.platform !== 'win32'
  return spawn(command, args, { stdio: ['ignore', 2, 2, 'ipc'], serialization: 'advanced', detached, windowsHide: true })
}
