import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const runner = fileURLToPath(new URL('run.mjs', import.meta.url))

export interface Child {
  process: ChildProcess
  /** Resolves with the next line of its standard output. */
  line(): Promise<string>
  kill(): Promise<void>
}

/** Runs the `main` of a TypeScript file beside this one in a process of its own, to be killed without warning. */
export function startChild(file: string, ...args: string[]): Child {
  const child = spawn(process.execPath, [runner, file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    process: child,
    line: async () => {
      const next = await lines.next()
      if (next.done === true) throw new Error(`${file} ended early`)
      return next.value
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
