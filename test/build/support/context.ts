import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Cache } from '../../../build/setup/cache.mjs'
import { Context, type Purpose } from '../../../build/setup/context.mjs'
import { Reporter } from '../../../build/setup/reporter.mjs'
import { temporaryFolder } from './folder.ts'

export interface Circumstances {
  purpose?: Purpose
  /** The newest Node-API of the Node that set-up runs in. */
  nodeApi?: number
}

/** A clone and a cache of the test's own. */
export async function contextFor(packages: Record<string, object>, environment: NodeJS.ProcessEnv, circumstances: Circumstances = {}) {
  const root = temporaryFolder()
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...packages } }))
  mkdirSync(join(root, 'node_modules'))
  const context = new Context({
    purpose: 'start',
    root,
    cache: new Cache(temporaryFolder()),
    reporter: new Reporter({ stream: { write: () => true } }),
    environment,
    ...circumstances,
  })
  await context.cache.prepare()
  return context
}
