import process from 'node:process'
import { headersPrefix } from './node-headers.mjs'
import { run } from './run.mjs'

/**
 * Builds the addon in a folder.
 * @param {import('./context.mjs').Context} context
 * @param {string} folder with a binding.gyp
 * @param {string[]} options
 * @param {{ label: string, headers: string, env?: NodeJS.ProcessEnv }} details headers: a Node version
 */
export async function nodeGyp(context, folder, options, { label, headers, env = {} }) {
  const prefix = await headersPrefix(context, headers)
  const startedAt = Date.now()
  const program = context.inModules('node-gyp', 'bin', 'node-gyp.js')
  await run(process.execPath, [program, 'rebuild', '--release', '-j', 'max', `--nodedir=${prefix}`, ...options], {
    cwd: folder,
    env: { ...context.environment, ...env },
    what: label,
    advice: 'See what the compiler says above.',
    onTick: () => context.reporter.working(label, startedAt),
  })
}
