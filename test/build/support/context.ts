import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Cache } from '../../../build/setup/cache.mjs'
import { Context } from '../../../build/setup/context.mjs'
import { Reporter } from '../../../build/setup/reporter.mjs'
import { temporaryFolder } from './folder.ts'

/** A clone and a cache of the test's own. */
export async function contextFor(packages: Record<string, object>, environment: NodeJS.ProcessEnv) {
  const root = temporaryFolder()
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...packages } }))
  mkdirSync(join(root, 'node_modules'))
  const context = new Context({
    purpose: 'start',
    root,
    cache: new Cache(temporaryFolder()),
    reporter: new Reporter({ stream: { write: () => true } }),
    environment,
  })
  await context.cache.prepare()
  return context
}
