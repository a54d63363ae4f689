import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { dirname, join } from 'node:path'
import { build } from 'vite'
import { afterAll } from 'vitest'

export interface Child {
  /** Resolves with the next line of its standard output. */
  line(): Promise<string>
  kill(): Promise<void>
}

/** Runs the `main` of a TypeScript file beside this one in a process of its own, to be killed without warning. */
export async function startChild(name: 'hold-lock' | 'save-epochs', ...args: string[]): Promise<Child> {
  const call = `import { argv } from 'node:process'; import { main } from ${JSON.stringify(await bundle(name))}; main(...argv.slice(1))`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', call, '--', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    line: async () => {
      const next = await lines.next()
      if (next.done === true) throw new Error(`${name} ended early`)
      return next.value
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

const bundles = new Map<string, Promise<string>>()
afterAll(async () => {
  for (const file of await Promise.all(bundles.values())) rmSync(dirname(file), { recursive: true })
})

/** The file with all it imports but packages, as JavaScript where those are found: Node 20 runs no TypeScript. */
function bundle(name: string): Promise<string> {
  const known = bundles.get(name)
  if (known !== undefined) return known
  const root = fileURLToPath(new URL('../../../../', import.meta.url))
  const outDir = join(root, 'node_modules/.cache/test-children', `${name}-${process.pid}`)
  const made = build({
    ...{ root, configFile: false, publicDir: false, logLevel: 'error' },
    build: { ...{ outDir, target: 'node20', minify: false }, ssr: fileURLToPath(new URL(`${name}.ts`, import.meta.url)) },
  }).then(() => join(outDir, `${name}.js`))
  bundles.set(name, made)
  return made
}
