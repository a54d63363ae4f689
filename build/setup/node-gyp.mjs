import { copyFile } from 'node:fs/promises'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { isOnPath } from './package-manager.mjs'
import { run } from './run.mjs'

/**
 * @param {string} [version]
 * @returns {string | null} the folder above include/node, when the headers of exactly that Node are installed with it
 */
export function headerPrefix(version = process.versions.node) {
  const prefix = dirname(dirname(realpathSync(process.execPath)))
  const file = join(prefix, 'include', 'node', 'node_version.h')
  if (!existsSync(file) || !existsSync(join(prefix, 'include', 'node', 'node_api.h'))) return null
  const text = readFileSync(file, 'utf8')
  const numbers = ['MAJOR', 'MINOR', 'PATCH'].map((part) => new RegExp(`#define NODE_${part}_VERSION (\\d+)`).exec(text)?.[1])
  return numbers.join('.') === version ? prefix : null
}

/**
 * Builds the addon in a folder.
 * @param {import('./context.mjs').Context} context
 * @param {string} folder with a binding.gyp
 * @param {string[]} options
 * @param {{ label: string, headers?: string, env?: NodeJS.ProcessEnv }} details headers: the Node version whose headers
 *   are used, this one's by default. Headers that are not installed with Node, node-gyp fetches from Node's own site.
 */
export async function nodeGyp(context, folder, options, { label, headers = process.versions.node, env = {} }) {
  const startedAt = Date.now()
  const prefix = headerPrefix(headers)
  const source = prefix === null ? [`--target=${headers}`] : [`--nodedir=${prefix}`]
  /** @type {NodeJS.ProcessEnv} */
  const environment = { ...context.environment, ...env }
  // A general setting of the user's would win over --target.
  if (prefix === null) delete environment.npm_config_nodedir
  await run(process.execPath, [context.inModules('node-gyp', 'bin', 'node-gyp.js'), 'rebuild', '--release', '-j', 'max', ...source, ...options], {
    cwd: folder,
    env: environment,
    what: label,
    advice:
      prefix === null
        ? `It needs the C headers of Node ${headers}, which could not be found beside Node and may not have been downloadable either.`
        : 'See what the compiler says above.',
    onTick: () => context.reporter.working(label, startedAt),
  })
}

/** @param {import('./context.mjs').Context} context @param {string} built @param {string} file */
export async function stripped(context, built, file) {
  await copyFile(built, file)
  if (isOnPath('strip', context.environment)) await run('strip', ['--strip-unneeded', file], { what: 'strip' })
}
