import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../out/main/cli.js', import.meta.url))

export interface Finished {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
  lines: string[]
}

export interface WorkbenchProcess {
  child: ChildProcess
  finished: Promise<Finished>
  /** The lines of standard output so far that begin so. */
  lines(beginning: string): string[]
  /** Resolves with the first line of standard output, from now or before, that the pattern fits. */
  line(pattern: RegExp): Promise<string>
}

/** Starts the built command line as a user's shell would: a process of its own. */
export function startWorkbench(args: readonly string[], environment: Partial<NodeJS.ProcessEnv> = {}): WorkbenchProcess {
  if (!existsSync(program)) throw new Error('The command line is not built: npx electron-vite build')
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  const watchers = new Set<() => void>()
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    for (const watcher of watchers) watcher()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const finished = new Promise<Finished>((resolve) => {
    child.on('close', (code, signal) => {
      resolve({ code, signal, stdout, stderr, lines: stdout.split('\n').filter((line) => line !== '') })
    })
  })
  const lines = (beginning: string) => stdout.split('\n').slice(0, -1).filter((each) => each.startsWith(beginning))
  const line = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const found = stdout.split('\n').slice(0, -1).find((each) => pattern.test(each))
        if (found === undefined) return
        watchers.delete(look)
        resolve(found)
      }
      watchers.add(look)
      look()
      void finished.then(() => reject(new Error(`ended without a line like ${pattern.source}: ${stdout}${stderr}`)))
    })
  return { child, finished, lines, line }
}

export function workbench(...args: string[]): Promise<Finished> {
  return startWorkbench(args).finished
}
